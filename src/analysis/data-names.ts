/**
 * Which data do the names of a file stand for? The vocabulary tells what a name means anywhere (`words.ts`), and what the file is about
 * what it means here: an address beside wallets, `messages` beside a language model, `customer` beside Stripe.
 */
import { ADDRESSEES, ALSO_TECHNICAL, BARE_IPS, MODEL_MENTION, PAYMENT_OBJECTS, VALUE_WORDS, WALLET_OWNERS, WHOLE_NAMES, type DataClass } from '../knowledge/vocabulary.js';
import { lastNameOf, type Node } from './ast.js';
import type { Kernel } from './kernel.js';
import { classify, classifyMember, recordOf, wordsOf } from './words.js';

const MODEL = new RegExp(MODEL_MENTION, 'iu');
/** `DB_USER`: a constant or a setting. */
const IN_CAPITALS = /^[A-Z][A-Z\d_]+$/u;

export class DataNames {
  readonly #kernel: Kernel;
  readonly #ownClassOf: (name: string) => DataClass | undefined;
  #isAboutModels: boolean | undefined;

  /** `ownClassOf` knows further names; what it says counts first. */
  constructor(kernel: Kernel, ownClassOf: (name: string) => DataClass | undefined = () => undefined) {
    this.#kernel = kernel;
    this.#ownClassOf = ownClassOf;
  }

  /** The kind of data that a name, or a member of what `owner` names, stands for in this file. */
  classOf(name: string, owner?: string): DataClass | undefined {
    const own = this.#ownClassOf(name);
    if (own) return own;
    const found = owner === undefined || owner === '' ? classify(name) : classifyMember(owner, name);
    if (!found) return undefined;
    // `ErrorCode.INVALID_PASSWORD`, `SUPPORT_EMAIL`. A secret from the environment is written so, too.
    if (IN_CAPITALS.test(name) && (found.class !== 'credential' || (owner !== undefined && /^[A-Z]\w*[a-z]/u.test(owner)))) return undefined;
    // One cookie is a language or a layout as often as a session.
    if (found.word === 'cookie' && !/s$|set|session|auth|header/iu.test(name) && !/^(?:headers?|req|request)$/iu.test(owner ?? '')) return undefined;
    if (Object.hasOwn(WHOLE_NAMES, name) && !this.#mentionsModels()) return undefined;
    if (WALLET_OWNERS.has(found.word) && this.#kernel.mentions('wallet')) return undefined;
    // `visit.diagnosis` is no machine's.
    if (ALSO_TECHNICAL.has(found.word) && (owner ?? '') === '' && !this.#kernel.mentions('medicine')) return undefined;
    // `clientIp` says whose it is.
    if (BARE_IPS.has(found.word) && wordsOf(name).join(' ') === found.word && !/^(?:req|request|ctx|context|client|user|session)$/iu.test(owner ?? '') && this.#kernel.mentions('dns')) return undefined;
    return found.class;
  }

  /** What a record called so holds as a whole in this file; `owner` is the name of what it is a member of. */
  recordOf(name: string, owner?: string): string | undefined {
    if (IN_CAPITALS.test(name)) return undefined;
    if (name === 'customer' && PAYMENT_OBJECTS.has(wordsOf(owner ?? '').at(-1) ?? '') && this.#kernel.mentions('payments')) return undefined;
    return recordOf(name, owner);
  }

  /** `to` in a file that writes mails is somebody's address. */
  addressee(name: string): DataClass | undefined {
    if (!ADDRESSEES.has(wordsOf(name).join(' '))) return undefined;
    const { text } = this.#kernel.sourceCode;
    return (/\bsubject\b/u.test(text) && /mail/iu.test(text)) || /\bsend\w*mail/iu.test(text) ? 'contact' : undefined;
  }

  #mentionsModels(): boolean {
    return (this.#isAboutModels ??= MODEL.test(this.#kernel.sourceCode.text));
  }
}

/** As names go: the Cookie header holds all cookies, the session's among them. */
export function headerName(name: string): string {
  return name.toLowerCase() === 'cookie' ? 'cookieHeader' : name;
}

/** `row.value`, `address`: a name that says only that there is a value. */
export function isPlainHolder(node: Node): boolean {
  return (node.type === 'Identifier' || node.type === 'MemberExpression') && wordsOf(lastNameOf(node)).every((word) => VALUE_WORDS.has(word));
}
