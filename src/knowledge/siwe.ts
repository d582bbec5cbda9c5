/**
 * Sign-in with Ethereum (EIP-4361): what verifies a signed message, and which of its fields each library compares with what it is
 * given. Read in the source of siwe 1.1, 2.3 and 3.0, @signinwithethereum/siwe 4.2, viem 2.57, @reown/appkit-siwe 1.8 and
 * @worldcoin/minikit-js 2: siwe up to 3 and viem skip a comparison whose value is falsy, and compare `expirationTime` with the
 * present time unless they are given another; none of them compares the chain, save version 4 of siwe.
 */
import type { ApiRow, Fact, FactsByRole, Place, SiweField } from './schema.js';

const verify = (fact: FactsByRole['siweVerify']): Fact => ({ role: 'siweVerify', ...fact });
const field = (name: SiweField): Fact => ({ role: 'siweField', field: name });
const at = (arg: number, ...path: readonly string[]): Place => ({ arg, ...(path.length > 0 ? { path } : {}) });

/** The fields of a parsed message. */
const FIELDS: readonly (readonly [string, SiweField])[] = [['nonce', 'nonce'], ['{domain,uri}', 'domain'], ['chainId', 'chain'], ['address', 'address'], ['{expirationTime,issuedAt,notBefore}', 'time']];

const OPTIONS = (arg: number): Pick<FactsByRole['siweVerify'], 'nonce' | 'domain' | 'time'> => ({ nonce: at(arg, 'nonce'), domain: at(arg, 'domain'), time: at(arg, 'time') });
/** What a client of viem is called where it is made in another file. */
const CLIENTS = ['publicClient', 'viemClient'];
const NEW_SIWE = '@signinwithethereum/siwe';
const VIEM = 'viem/siwe';
const APPKIT = ['@reown/appkit-siwe', '@web3modal/siwe'];

export const SIWE: readonly ApiRow[] = [
  { module: ['siwe', NEW_SIWE], path: 'SiweMessage#', is: 'siwe.Message' },
  { module: 'siwe', path: 'SiweMessage#()', fact: { role: 'siweMessage', text: at(0) } },
  { module: NEW_SIWE, path: 'SiweMessage#()', fact: { role: 'siweMessage', text: at(0) } },
  { module: 'siwe', path: 'SiweMessage#.verify()', fact: verify(OPTIONS(0)) },
  // Throws without nonce and domain.
  { module: NEW_SIWE, path: 'SiweMessage#.verify()', fact: verify({ ...OPTIONS(0), chain: at(0, 'chainId'), strict: ['nonce', 'domain'] }) },
  { module: ['siwe', NEW_SIWE], path: 'SiweMessage#.verify().data', is: 'siwe.Message' },
  // Takes a signature only.
  { module: 'siwe', path: 'SiweMessage#.validate()', fact: verify({}) },
  { module: 'siwe', path: 'SiweMessage#.validate()', is: 'siwe.Message' },
  ...FIELDS.map(([name, what]): ApiRow => ({ of: 'siwe.Message', path: `.${name}`, fact: field(what) })),

  { module: VIEM, path: 'parseSiweMessage()', is: 'siwe.Message', fact: { role: 'siweMessage', text: at(0) } },
  { module: VIEM, path: 'SiweMessage#', is: 'siwe.Message' },
  { module: VIEM, path: 'verifySiweMessage()', fact: verify({ ...OPTIONS(1), text: at(1, 'message') }) },
  { module: VIEM, path: 'validateSiweMessage()', fact: verify({ ...OPTIONS(0), part: true }) },
  { module: ['viem', '@wagmi/core', 'wagmi', 'wagmi/actions', '@wagmi/core/actions'], path: '{createPublicClient,createClient,getPublicClient,usePublicClient}()', is: 'viem.Client' },
  { of: 'viem.Client', path: '.extend()', is: 'viem.Client' },
  { of: 'viem.Client', path: '.verifySiweMessage()', fact: verify({ ...OPTIONS(0), text: at(0, 'message') }) },
  { named: CLIENTS, path: '.verifySiweMessage()', fact: verify({ ...OPTIONS(0), text: at(0, 'message') }) },
  // These check a signature and nothing else: of interest only where the message is a sign-in.
  { of: 'viem.Client', path: '.verifyMessage()', fact: verify({ plain: true, text: at(0, 'message') }) },
  { named: CLIENTS, path: '.verifyMessage()', fact: verify({ plain: true, text: at(0, 'message') }) },
  { module: ['viem', 'viem/utils'], path: 'verifyMessage()', fact: verify({ plain: true, text: at(0, 'message') }) },
  { module: ['viem/actions'], path: 'verifyMessage()', fact: verify({ plain: true, text: at(1, 'message') }) },
  { module: ['viem', 'viem/utils'], path: 'recoverMessageAddress()', fact: verify({ plain: true, text: at(0, 'message') }) },
  { module: 'ethers', path: '{verifyMessage,ethers.verifyMessage,utils.verifyMessage,ethers.utils.verifyMessage}()', fact: verify({ plain: true, text: at(0) }) },
  { module: ['viem', 'viem/utils'], path: '{recoverMessageAddress,recoverAddress}()', fact: field('address') },
  { module: 'ethers', path: '{verifyMessage,ethers.verifyMessage,utils.verifyMessage,ethers.utils.verifyMessage}()', fact: field('address') },

  { module: APPKIT, path: 'verifySignature()', fact: verify({ text: at(0, 'message') }) },
  { module: APPKIT, path: 'getAddressFromMessage()', fact: field('address') },
  { module: APPKIT, path: 'getChainIdFromMessage()', fact: field('chain') },
  // Its test of the nonce takes `undefined` for a text. In World App the domain is that of the mini app.
  { module: ['@worldcoin/minikit-js', '@worldcoin/minikit-js/siwe'], path: 'verifySiweMessage()', fact: verify({ nonce: at(1), demands: ['nonce'] }) },

  // The plugin consumes the nonce and compares domain, address, chain and times itself.
  { module: ['better-auth/plugins', 'better-auth/plugins/siwe'], path: 'siwe({verifyMessage}>)', fact: { role: 'siweChecked' } },
];

/** First words and others in the names of functions that may look at all of a message they are given. */
export const CHECK_WORDS: ReadonlySet<string> = new Set(['check', 'verify', 'validate', 'assert', 'consume', 'ensure', 'nonce', 'domain', 'match', 'require', 'guard', 'is', 'valid', 'parse', 'extract', 'expect']);
/** …of functions that find or take away what was kept. */
export const LOOKUP_WORDS: ReadonlySet<string> = new Set(['find', 'get', 'delete', 'remove', 'del', 'take', 'pop', 'use', 'update', 'exist', 'has', 'eq', 'where', 'query', 'select', 'burn', 'claim', 'redeem', 'spend', 'lookup', 'load', 'count']);
/** Functions that give an address one spelling, so that it can be compared. */
export const NORMALISERS: ReadonlySet<string> = new Set(['getAddress', 'toChecksumAddress', 'checksumAddress', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'normalizeAddress', 'normaliseAddress', 'isAddressEqual', 'lowercase', 'lower', 'checksum']);
