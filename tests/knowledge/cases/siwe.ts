import type { Role } from '../../../src/knowledge/schema.js';
import { on, type Case } from '../case.js';

const calls = (role: Role, imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on(role, ...texts), filename: '/project/file.ts' });

export const SIWE_CASES: readonly Case[] = [
  {
    code: "import { SiweMessage } from 'siwe'; const siwe = new SiweMessage(text); const { data } = await siwe.verify({ signature }); data.nonce; siwe.domain; siwe.uri; siwe.chainId; siwe.expirationTime; const fields = await siwe.validate(signature); fields.address;",
    expect: [...on('siweMessage', 'new SiweMessage(text)'), ...on('siweVerify', 'siwe.verify({ signature })', 'siwe.validate(signature)'), ...on('siweField', 'data.nonce', 'siwe.domain', 'siwe.uri', 'siwe.chainId', 'siwe.expirationTime', 'fields.address')],
  },
  { code: "import { SiweMessage } from '@signinwithethereum/siwe'; const siwe = new SiweMessage(text); siwe.verify(o); siwe.nonce;", expect: [...on('siweVerify', 'siwe.verify(o)'), ...on('siweMessage', 'new SiweMessage(text)'), ...on('siweField', 'siwe.nonce')] },
  {
    code: "import { parseSiweMessage, validateSiweMessage, verifySiweMessage, type SiweMessage } from 'viem/siwe'; const parsed = parseSiweMessage(text) as SiweMessage; parsed.nonce; validateSiweMessage(o); verifySiweMessage(client, o); function f(message: SiweMessage) { return message.domain; }",
    expect: [...on('siweMessage', 'parseSiweMessage(text)'), ...on('siweVerify', 'validateSiweMessage(o)', 'verifySiweMessage(client, o)'), ...on('siweField', 'parsed.nonce', 'message.domain')],
  },
  calls('siweVerify', "import { createPublicClient } from 'viem'; const client = createPublicClient(c).extend(publicActions);", 'client.verifySiweMessage(o)', 'client.verifyMessage(o)'),
  calls('siweVerify', "import { publicClient } from './chain'; import { verifyMessage, recoverMessageAddress } from 'viem'; import { verifyMessage as check } from 'viem/actions'; import { ethers } from 'ethers';", 'publicClient.verifySiweMessage(o)', 'publicClient.verifyMessage(o)', 'verifyMessage(o)', 'recoverMessageAddress(o)', 'check(c, o)', 'ethers.utils.verifyMessage(t, s)'),
  calls('siweField', "import { recoverMessageAddress } from 'viem'; import { verifyMessage } from 'ethers'; import { getAddressFromMessage, getChainIdFromMessage } from '@reown/appkit-siwe';", 'recoverMessageAddress(o)', 'verifyMessage(t, s)', 'getAddressFromMessage(t)', 'getChainIdFromMessage(t)'),
  calls('siweVerify', "import { verifySignature } from '@reown/appkit-siwe'; import { verifySiweMessage } from '@worldcoin/minikit-js';", 'verifySignature(o)', 'verifySiweMessage(p, n)'),
  { code: "import { siwe } from 'better-auth/plugins'; siwe({ verifyMessage: async (args) => true });", expect: on('siweChecked', 'async (args) => true') },
];
