import rule from '../../src/rules/require-siwe-binding.js';
import { ruleTester } from '../helpers/rule-tester.js';

const SIWE = "import { SiweMessage } from 'siwe';\n";
const VIEM = "import { parseSiweMessage, validateSiweMessage, verifySiweMessage } from 'viem/siwe';\nimport { publicClient } from '@/lib/chain';\n";
const filename = 'app/api/siwe/verify/route.ts';

const NONCE = 'whoever has seen a message with its signature can sign in with both again';
const DOMAIN = 'a message that another site had signed signs in here';
const CHAIN = 'a message for another chain, on which the contract of a wallet may belong to somebody else, signs in here';
const SESSION = 'the nonce that this session was given, and take it back at once';
const OWN = 'your own domain from the configuration';

const unbound = (call: string, fields: 'nonce' | 'domain' | 'chain' | 'nonce and domain', line: number, column: number) => ({
  messageId: 'unbound' as const,
  data: {
    call, fields,
    risks: { nonce: NONCE, domain: DOMAIN, chain: CHAIN, 'nonce and domain': `${NONCE}, and ${DOMAIN}` }[fields],
    expected: { nonce: SESSION, domain: OWN, chain: 'the chain that you expect (`message.chainId`)', 'nonce and domain': `${SESSION}, and with ${OWN}` }[fields],
  },
  line, column,
});
const skipped = (call: string, field: 'nonce' | 'domain', value: string, line: number, column: number) => ({ messageId: 'skipped' as const, data: { call, field, value, risk: field === 'nonce' ? NONCE : DOMAIN }, line, column });
const own = (call: string, field: 'nonce' | 'domain', value: string, line: number, column: number) => ({ messageId: 'own' as const, data: { call, field, value, risk: field === 'nonce' ? NONCE : DOMAIN, expected: field === 'nonce' ? SESSION : OWN }, line, column });
const sent = (call: string, value: string, line: number, column: number) => ({ messageId: 'sent' as const, data: { call, field: 'nonce', value, risk: NONCE, expected: SESSION }, line, column });
const spelling = (comparison: string, line: number, column: number, output: string | null) => ({ messageId: 'spelling' as const, data: { comparison }, line, column, suggestions: output === null ? null : [{ messageId: 'lowerCase' as const, output }] });

const route = (body: string) => `export async function POST(request: Request) {\n${body}\n}`;
const READ = "  const { message, signature } = await request.json();\n  const session = await getSession();\n  if (!session.nonce) return new Response('no nonce', { status: 401 });\n";

ruleTester.run('require-siwe-binding', rule, {
  valid: [
    // The recipe: the nonce of the session, checked for presence, the own domain, the present time.
    { code: SIWE + route(`${READ}  const siwe = new SiweMessage(message);\n  const { data } = await siwe.verify({ signature, nonce: session.nonce, domain: 'app.acme.dev', time: new Date().toISOString() });\n  session.nonce = undefined;\n  return Response.json(data.address);`), filename },
    { code: SIWE + route(`${READ}  const { success } = await new SiweMessage(message).verify({ signature, nonce: session.nonce, domain: getDomain() });`), filename },
    { code: VIEM + route(`${READ}  const valid = await publicClient.verifySiweMessage({ message, signature, nonce: session.nonce, domain: DOMAIN });`), filename },
    { code: VIEM + route(`${READ}  const parsed = parseSiweMessage(message);\n  if (!validateSiweMessage({ message: parsed, nonce: session.nonce, domain: DOMAIN })) return;\n  const valid = await publicClient.verifyMessage({ message, signature, address: parsed.address! });`), filename },
    // Presence is checked in other ways.
    { code: `${SIWE}async function signIn(req) { const nonce = req.session.nonce; if (typeof nonce !== 'string') throw new Error('no nonce'); return new SiweMessage(req.body.message).verify({ signature: req.body.signature, nonce, domain: HOST }); }`, filename },
    { code: `${SIWE}async function signIn(message, signature) { const nonce = (await cookies()).get('nonce')?.value; if (!message || !nonce) return null; return new SiweMessage(message).verify({ signature, nonce, domain: HOST }); }`, filename },
    { code: `${SIWE}async function signIn(message, signature) { const domain = process.env.DOMAIN; if (!domain) throw new Error('DOMAIN'); return new SiweMessage(message).verify({ signature, nonce: await takeNonce(), domain }); }`, filename },
    { code: `${SIWE}const verify = (message: string, signature: string, nonce: string, domain: string) => new SiweMessage(message).verify({ signature, nonce, domain });`, filename },
    { code: `${SIWE}const verify = (message: string, options: VerifyParams) => new SiweMessage(message).verify(options);`, filename },
    { code: `${SIWE}const verify = (message: string, options: Partial<VerifyParams>) => new SiweMessage(message).verify({ signature, ...options });`, filename },
    // A request without a host does not get here.
    { code: `${SIWE}const verify = (req, nonce: string) => new SiweMessage(req.body.message).verify({ signature, nonce, domain: req.headers.get('host') ?? '' });`, filename },
    // Compared or looked up by hand, before or afterwards.
    { code: SIWE + route(`${READ}  const siwe = new SiweMessage(message);\n  if (siwe.nonce !== session.nonce || siwe.domain !== DOMAIN) return;\n  await siwe.verify({ signature });`), filename },
    { code: `${SIWE}async function signIn(req, res) { const fields = await new SiweMessage(req.body.message).validate(req.body.signature); if (fields.nonce !== req.session.nonce) return res.status(422).end(); if (!ALLOWED.includes(fields.domain)) return res.status(422).end(); req.session.siwe = fields; }`, filename },
    { code: `${SIWE}async function signIn(message, signature) { const siwe = new SiweMessage(message); const { data: { nonce, domain } } = await siwe.verify({ signature }); if (domain !== HOST) throw new Error(); if (!(await redis.getdel(\`nonce:\${nonce}\`))) throw new Error(); }`, filename },
    { code: `${SIWE}async function signIn(message, signature) { const siwe = new SiweMessage(message); const found = await db.nonce.findUnique({ where: { value: siwe.nonce } }); if (!found) throw new Error(); await siwe.verify({ signature, nonce: siwe.nonce, domain: HOST }); }`, filename },
    { code: `${SIWE}async function signIn(message, signature) { const siwe = new SiweMessage(message); assertBound(siwe); await siwe.verify({ signature }); }`, filename },
    { code: `${SIWE}async function signIn(message, signature, session) { if (!message.includes(session.nonce) || !message.startsWith(\`\${HOST} wants you to sign in\`)) throw new Error(); await new SiweMessage(message).verify({ signature }); }`, filename },
    { code: VIEM + route(`${READ}  const parsed = parseSiweMessage(message);\n  if (new URL(parsed.uri!).host !== HOST) return;\n  const valid = await verifySiweMessage(client, { message, signature, nonce: session.nonce });`), filename },
    // Auth.js has compared this token with its cookie.
    { code: `${SIWE}export const options = { providers: [Credentials({ async authorize(credentials, req) { const siwe = new SiweMessage(JSON.parse(credentials.message)); const result = await siwe.verify({ signature: credentials.signature, domain: HOST, nonce: req.body?.csrfToken }); return result.success ? { id: siwe.address } : null; } })] };`, filename },
    // better-auth compares everything itself.
    { code: "import { siwe } from 'better-auth/plugins';\nimport { verifyMessage } from 'viem';\nimport { SiweMessage } from 'siwe';\nexport const plugin = siwe({ domain: 'acme.dev', getNonce, verifyMessage: async ({ message, signature }) => (await new SiweMessage(message).verify({ signature })).success });", filename },
    // Throws without a nonce and a domain.
    { code: "import { SiweMessage } from '@signinwithethereum/siwe';\nconst verify = (message, signature) => new SiweMessage(message).verify({ signature, nonce: session.nonce, domain: process.env.DOMAIN });", filename },
    // Only a signature, no sign-in.
    { code: "import { verifyMessage } from 'viem';\nexport const check = (message, signature, address) => verifyMessage({ message, signature, address });", filename },
    // Other things of these names.
    { code: "import { SiweMessage } from './own';\nnew SiweMessage(m).verify({ signature });", filename },
    { code: `${SIWE}const message = new SiweMessage({ domain, address, nonce, uri, version: '1', chainId: 1 }).prepareMessage();`, filename },
    // A test, and an example.
    { code: `${SIWE}await new SiweMessage(m).verify({ signature });`, filename: 'src/siwe.test.ts' },
    { code: `${SIWE}await new SiweMessage(m).verify({ signature });`, filename: 'examples/siwe/server.ts' },
    // Addresses in one spelling.
    { code: `${SIWE}import { getAddress, isAddressEqual } from 'viem';\nconst siwe = new SiweMessage(m);\nif (getAddress(siwe.address) !== getAddress(user.wallet)) throw new Error();\nif (siwe.address.toLowerCase() !== user.wallet.toLowerCase()) throw new Error();\nif (!isAddressEqual(siwe.address, user.wallet)) throw new Error();\nif (siwe.address === '0x52908400098527886E0F7030069857D2E4169EE7') grant();\nif (siwe.address === undefined) throw new Error();`, filename },
    // a function of the file lowers the case of what it recovers
    { code: "import { verifyMessage } from 'ethers';\nfunction signer(m, s) { try { return verifyMessage(m, s)?.toLowerCase() ?? null; } catch { return null; } }\nexport function check(m, s, expected) { const recovered = signer(m, s); const lower = expected?.toLowerCase() ?? null; if (recovered === lower) return lower; }", filename },
    { code: `${SIWE}const siwe = new SiweMessage(m);\nconst address = siwe.address.toLowerCase();\nif (stored.address !== address) throw new Error();\nconst wallet = checksum(user.wallet);\nif (wallet !== siwe.address) throw new Error();\nif (siwe.address !== session.address) throw new Error();`, filename },
    { code: "import { recoverMessageAddress } from 'viem';\nimport { SiweMessage } from 'siwe';\nconst siwe = new SiweMessage(m);\nconst recovered = await recoverMessageAddress({ message, signature });\nif (recovered !== siwe.address || siwe.nonce !== nonce || siwe.domain !== HOST) throw new Error();", filename },
    // Switched off.
    { code: `${SIWE}const verify = (message, signature) => new SiweMessage(message).verify({ signature, nonce: takeNonce() });`, options: [{ bind: ['nonce'] }], filename },
  ],
  invalid: [
    // Nothing is compared.
    { code: SIWE + route('  const { message, signature } = await request.json();\n  const siwe = new SiweMessage(message);\n  const { data } = await siwe.verify({ signature });'), filename, errors: [unbound('siwe.verify()', 'nonce and domain', 5, 26)] },
    { code: `${SIWE}const fields = await new SiweMessage(m).validate(signature);`, filename, errors: [unbound('.validate()', 'nonce and domain', 2, 22)] },
    { code: `const { SiweMessage } = require('siwe');\nclass Auth { async signIn(body) { const message = new SiweMessage(body.message); const { success } = await message.verify({ signature: body.signature, domain: HOST }); return success; } }`, filename, errors: [unbound('message.verify()', 'nonce', 2, 108)] },
    { code: `${SIWE}const verify = (message, signature, nonce) => new SiweMessage(message).verify({ signature, nonce });`, filename, errors: [unbound('.verify()', 'domain', 2, 47)] },
    { code: `${VIEM}const verify = (message, signature) => publicClient.verifySiweMessage({ message, signature });`, filename, errors: [unbound('publicClient.verifySiweMessage()', 'nonce and domain', 3, 40)] },
    { code: `${VIEM}const verify = (client, message, signature) => verifySiweMessage(client, { message, signature, address, domain: HOST });`, filename, errors: [unbound('verifySiweMessage()', 'nonce', 3, 48)] },
    { code: "import { createPublicClient, http } from 'viem';\nconst client = createPublicClient({ transport: http() });\nexport const verify = (message, signature) => client.verifySiweMessage({ message, signature, domain: HOST });", filename, errors: [unbound('client.verifySiweMessage()', 'nonce', 3, 47)] },
    // The signature of a message that is parsed, but not compared with anything.
    { code: `${VIEM}async function signIn(message, signature) { const siwe = parseSiweMessage(message); if (!siwe.nonce) return; return publicClient.verifyMessage({ message, signature, address: siwe.address! }); }`, filename, errors: [unbound('publicClient.verifyMessage()', 'nonce and domain', 3, 117)] },
    { code: "import { getAddressFromMessage, verifySignature } from '@reown/appkit-siwe';\nexport const authorize = async ({ message, signature }) => verifySignature({ address: getAddressFromMessage(message), message, signature, chainId, projectId });", filename, errors: [unbound('verifySignature()', 'nonce and domain', 2, 60)] },
    // To store or to log a field is no check.
    { code: `${SIWE}async function signIn(message, signature) { const siwe = new SiweMessage(message); console.log(siwe.domain); await siwe.verify({ signature, nonce: takeNonce() }); return signToken({ sub: siwe.address, domain: siwe.domain }); }`, filename, errors: [unbound('siwe.verify()', 'domain', 2, 116)] },
    // A second try without the nonce undoes the first.
    { code: `${SIWE}async function signIn(message, signature, nonce) { const siwe = new SiweMessage(message); const first = await siwe.verify({ signature, nonce, domain: HOST }); return first.success ? first : siwe.verify({ signature, domain: HOST }); }`, filename, errors: [unbound('siwe.verify()', 'nonce', 2, 191)] },

    // What may be missing.
    { code: SIWE + route("  const { message, signature } = await request.json();\n  const session = await getSession();\n  await new SiweMessage(message).verify({ signature, nonce: session.nonce, domain: HOST });"), filename, errors: [skipped('.verify()', 'nonce', 'session.nonce', 5, 61)] },
    { code: `${SIWE}app.post('/verify', async (req, res) => { const { nonce } = req.session; await new SiweMessage(req.body.message).verify({ signature: req.body.signature, nonce, domain: HOST }); });`, filename, errors: [skipped('.verify()', 'nonce', 'nonce', 2, 154)] },
    { code: `${SIWE}const verify = async (message, signature) => new SiweMessage(message).verify({ signature, nonce: (await cookies()).get('nonce')?.value, domain: HOST });`, filename, errors: [skipped('.verify()', 'nonce', "(await cookies()).get('nonce')?.value", 2, 98)] },
    { code: `${SIWE}const verify = (message, signature, session) => new SiweMessage(message).verify({ signature, nonce: session.nonce ?? '', domain: HOST });`, filename, errors: [skipped('.verify()', 'nonce', "session.nonce ?? ''", 2, 101)] },
    { code: `${SIWE}const verify = (message, signature, nonce) => new SiweMessage(message).verify({ signature, nonce, domain: process.env.APP_DOMAIN! });`, filename, errors: [skipped('.verify()', 'domain', 'process.env.APP_DOMAIN!', 2, 107)] },
    { code: `${SIWE}const verify = (message, signature, nonce) => new SiweMessage(message).verify({ signature, nonce, domain: '' });`, filename, errors: [skipped('.verify()', 'domain', "''", 2, 107)] },
    { code: `${VIEM}const verify = (message, signature, req) => publicClient.verifySiweMessage({ message, signature, nonce: req.cookies.nonce, domain: HOST });`, filename, errors: [skipped('publicClient.verifySiweMessage()', 'nonce', 'req.cookies.nonce', 3, 105)] },

    // The message against itself.
    { code: `${SIWE}async function signIn(message, signature) { const siwe = new SiweMessage(message); await siwe.verify({ signature, nonce: siwe.nonce, domain: siwe.domain }); }`, filename, errors: [own('siwe.verify()', 'nonce', 'siwe.nonce', 2, 122), own('siwe.verify()', 'domain', 'siwe.domain', 2, 142)] },
    { code: `${VIEM}async function signIn(message, signature) { const { nonce, uri } = parseSiweMessage(message); return publicClient.verifySiweMessage({ message, signature, nonce, domain: new URL(uri).host }); }`, filename, errors: [own('publicClient.verifySiweMessage()', 'nonce', 'nonce', 3, 155), own('publicClient.verifySiweMessage()', 'domain', 'new URL(uri).host', 3, 170)] },
    { code: `${SIWE}async function signIn(message, signature, nonce) { const siwe = new SiweMessage(message); await siwe.verify({ signature, nonce, domain: HOST, time: siwe.issuedAt }); }`, filename, errors: [{ messageId: 'ownTime', data: { call: 'siwe.verify()', value: 'siwe.issuedAt' }, line: 2, column: 149 }] },

    // …and what came with it.
    { code: SIWE + route('  const { message, signature, nonce } = await request.json();\n  await new SiweMessage(message).verify({ signature, nonce, domain: HOST });'), filename, errors: [sent('.verify()', 'nonce', 4, 54)] },
    { code: "import { verifySiweMessage } from '@worldcoin/minikit-js';\nexport async function POST(req: Request) { const { payload, nonce } = await req.json(); return verifySiweMessage(payload, nonce); }", filename, errors: [sent('verifySiweMessage()', 'nonce', 2, 123)] },

    // The chain, on request.
    { code: `${SIWE}const verify = (message, signature, nonce) => new SiweMessage(message).verify({ signature, nonce, domain: HOST });`, filename, options: [{ bind: ['nonce', 'domain', 'chain'] }], errors: [unbound('.verify()', 'chain', 2, 47)] },
    { code: "import { SiweMessage } from '@signinwithethereum/siwe';\nconst verify = (message, signature, nonce) => new SiweMessage(message).verify({ signature, nonce, domain: HOST });", filename, options: [{ bind: ['nonce', 'domain', 'chain'] }], errors: [unbound('.verify()', 'chain', 2, 47)] },

    // Addresses as they are spelt.
    { code: `${SIWE}const siwe = new SiweMessage(m);\nif (siwe.address !== user.wallet) throw new Error();`, filename, errors: [spelling('siwe.address !== user.wallet', 3, 5, `${SIWE}const siwe = new SiweMessage(m);\nif (siwe.address.toLowerCase() !== user.wallet.toLowerCase()) throw new Error();`)] },
    { code: "import { verifyMessage } from 'ethers';\nexport const isOwner = (text: string, signature: string, body: { address: string }) => verifyMessage(text, signature) === body.address;", filename, errors: [spelling('verifyMessage(text, signature) === body.address', 2, 88, null)] },
    { code: "import { recoverMessageAddress } from 'viem';\nconst recovered = await recoverMessageAddress({ message, signature });\nif (recovered != claimed) throw new Error();", filename, errors: [spelling('recovered != claimed', 3, 5, "import { recoverMessageAddress } from 'viem';\nconst recovered = await recoverMessageAddress({ message, signature });\nif (recovered.toLowerCase() != claimed.toLowerCase()) throw new Error();")] },
    // One side in lower case, the other with its checksum: never equal.
    { code: "import { verifyMessage } from 'ethers';\nfunction signer(m, s) { return verifyMessage(m, s) ?? null; }\nexport function check(m, s, expected) { const recovered = signer(m, s); if (recovered === expected.toLowerCase()) return 1; }", filename, errors: [spelling('recovered === expected.toLowerCase()', 3, 77, "import { verifyMessage } from 'ethers';\nfunction signer(m, s) { return verifyMessage(m, s) ?? null; }\nexport function check(m, s, expected) { const recovered = signer(m, s); if (recovered.toLowerCase() === expected.toLowerCase()) return 1; }")] },
    { code: `${SIWE}const siwe = new SiweMessage(m);\nif (siwe.address !== user.wallet.toLowerCase()) throw new Error();`, filename, errors: [spelling('siwe.address !== user.wallet.toLowerCase()', 3, 5, `${SIWE}const siwe = new SiweMessage(m);\nif (siwe.address.toLowerCase() !== user.wallet.toLowerCase()) throw new Error();`)] },
  ],
});
