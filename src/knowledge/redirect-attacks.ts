/**
 * Inputs that send a browser to another site although they pass some popular check. Each was run through the WHATWG URL parser
 * with `https://app.example` as the base; `passes` says which kind of check it gets by.
 *
 * `{literal}` stands for a text found in the code under test (an allowed host, origin or path), so that a check against
 * `https://acme.test` meets `https://acme.test.evil.example`; `{undotted}` is that text with one dot, but not the last, replaced by a letter.
 */
export interface RedirectAttack {
  readonly input: string;
  /** Why the input leaves the site, as the second half of "…, because …". */
  readonly because: string;
  /** Runs script instead of leaving; matters only where the browser itself navigates. */
  readonly script?: true;
}

/** The site the simulated application runs on, and the one the attacker owns. Both are reserved names (RFC 2606). */
export const OWN_HOST = 'app.example';
export const EVIL_HOST = 'evil.example';

export const REDIRECT_ATTACKS: readonly RedirectAttack[] = [
  { input: 'https://evil.example/', because: 'it is a full URL of another site' },
  { input: '//evil.example', because: 'two leading slashes make a URL of another host with the same scheme' },
  { input: '/\\evil.example', because: 'browsers read a backslash as a slash, so this is `//evil.example`' },
  { input: '\\\\evil.example', because: 'browsers read backslashes as slashes, so this is `//evil.example`' },
  { input: '/\t/evil.example', because: 'the URL parser drops tabs and line breaks, so this is `//evil.example`' },
  { input: '/\n/evil.example', because: 'the URL parser drops tabs and line breaks, so this is `//evil.example`' },
  { input: ' //evil.example', because: 'leading spaces are dropped, so this is `//evil.example`' },
  { input: '\t//evil.example', because: 'leading control characters are dropped, so this is `//evil.example`' },
  { input: '/.//evil.example', because: 'the parser resolves `/.`, so the `pathname` is `//evil.example`' },
  { input: '/x/..//evil.example', because: 'the parser resolves `..`, so the `pathname` is `//evil.example`' },
  { input: 'HTTPS://EVIL.EXAMPLE/', because: 'scheme and host may be written in capitals' },
  { input: 'http:evil.example', because: 'a scheme needs no slashes' },
  { input: 'http://evil.example/', because: 'it is a full URL of another site' },
  { input: '@evil.example', because: 'after the host it turns the host into a user name (`https://app.example@evil.example`)' },
  { input: '.evil.example', because: 'after the host it extends the host name (`https://app.example.evil.example`)' },
  { input: 'https://app.example@evil.example/', because: 'what stands before `@` is a user name, not the host' },
  { input: 'https://app.example.evil.example/', because: 'a host that begins with an allowed one is another host' },
  { input: 'https://evil.example/app.example', because: 'the allowed text may stand anywhere in the URL' },
  { input: 'https://evil.example/?https://app.example/', because: 'the allowed text may stand anywhere in the URL' },
  { input: '/%2F%2Fevil.example', because: 'it is decoded once more after the check' },
  { input: '%2F%2Fevil.example', because: 'it is decoded once more after the check' },
  { input: '/%5Cevil.example', because: 'it is decoded once more after the check' },
  { input: 'ftp://evil.example/', because: 'it is a full URL of another site' },
  { input: 'javascript:alert(1)', because: 'a `javascript:` URL runs script in the page', script: true },
  { input: 'java\nscript:alert(1)', because: 'the URL parser drops line breaks, so this is `javascript:`', script: true },
  { input: 'javascript://app.example/%0aalert(1)', because: 'a `javascript:` URL has a host too, and runs script in the page', script: true },
];

/** Attacks made of a host, origin or other text that the code compares with. */
export const DERIVED_ATTACKS: readonly RedirectAttack[] = [
  { input: '{literal}.evil.example/', because: 'what begins with the allowed text need not be on its host' },
  { input: '{literal}@evil.example/', because: 'what stands before `@` is a user name, not the host' },
  { input: 'https://{literal}.evil.example/', because: 'a host that begins with an allowed one is another host' },
  { input: 'https://{literal}@evil.example/', because: 'what stands before `@` is a user name, not the host' },
  { input: 'https://evil.example/{literal}', because: 'the allowed text may stand anywhere in the URL' },
  { input: 'https://evil.example/?{literal}', because: 'the allowed text may stand anywhere in the URL' },
  { input: 'https://evil.example/#{literal}', because: 'the allowed text may stand anywhere in the URL' },
  { input: 'https://evil-{literal}/', because: 'a host that ends with the allowed text need not be it' },
  { input: '//evil.example/{literal}', because: 'two leading slashes make a URL of another host, and the allowed text may stand anywhere in it' },
  { input: '//{literal}@evil.example', because: 'what stands before `@` is a user name, not the host' },
  { input: 'https://{undotted}/', because: 'an unescaped dot in a regular expression matches any character' },
  { input: '{undotted}', because: 'an unescaped dot in a regular expression matches any character' },
  { input: 'javascript://{literal}/%0aalert(1)', because: 'a `javascript:` URL has a host too, and runs script in the page', script: true },
  { input: 'https://evil.example\n{literal}', because: 'the allowed text may stand on another line, which the URL parser drops' },
];
