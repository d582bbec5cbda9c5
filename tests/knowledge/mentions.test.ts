import { describe, expect, it } from 'vitest';
import { FOR_SOME_TIME, LATER, OPEN_WORK } from '../../src/knowledge/controls.js';
import { MENTIONS, spelled, type Topic } from '../../src/knowledge/mentions.js';
import { TOO_MANY } from '../../src/knowledge/refusals.js';
import { WordSearch } from '../../src/analysis/word-search.js';

const search = new WordSearch((Object.keys(MENTIONS) as Topic[]).flatMap((topic) => MENTIONS[topic].map((word) => [word, topic] as const)));
const topicsIn = (text: string): readonly Topic[] => [...search.in(text).meanings].sort();

describe('mentions', () => {
  it.each<[Topic, readonly string[]]>([
    ['audit', ['auditLog', 'createActivity', 'security-event', 'securityLog', 'ADMIN_ACTION', 'adminLog', 'admin_activity']],
    ['openWork', ['TODO(ann)', 'fixme', 'XXX', 'a hack', 'in prod', 'In production', 'in a real app', 'in a real system', 'before we launch', 'before launching', 'before prod', 'before production', 'before release', 'before shipping', 'before going live', 'before go live', 'before deployment', 'temporarily', 'for now', 'until we go live', 'until launch', 'until release']],
    ['limiting', ['Date.now()', 'new Date()', 'const now = 1', 'process.hrtime()', 'setInterval(f)', 'setTimeout(f)', 'status: 429', 'too many', 'tooManyRequests', 'too_many', 'ttl', 'maxAge']],
    ['tooMany', TOO_MANY.statuses],
    ['usingUp', ['redis.del(key)', 'redis.getdel(key)', 'redis.hDel(a, b)', 'sRem(', '.unlink(key)', 'deleteMany({', '.destroy()', 'repository.remove(it)', 'db.update(users)', 'updateOne(', 'DELETE FROM tokens', 'redis.set(key, 1)']],
    ['count', ['INCRBY', 'incr(key)', 'hDecrBy']],
    ['expire', ['pExpire', 'EXPIREAT']],
    ['jwtHeader', ['{ alg: x }', '"alg":', 'eyJhbGciOiJub25lIn0']],
    ['base64', ['atob(x)', "'base64url'", 'b64ToText']],
  ])('%s is met in %j', (topic, texts) => {
    for (const text of texts) expect([text, topicsIn(text)]).toEqual([text, expect.arrayContaining([topic])]);
  });

  it.each(['const size = 3; render(size);', 'unknown', 'export interface Props { readonly title: string }', 'algorithm', 'metadata', 'beforeEach(() => { reset(); })'])('nothing is met in %s', (text) => {
    expect(topicsIn(text)).toEqual([]);
  });

  /** Whatever the patterns of open work can match has one of its words in it. */
  it('open work has a word for each alternative', () => {
    const interesting = new RegExp(`${OPEN_WORK}|${LATER}|${FOR_SOME_TIME}`, 'i');
    for (const [text] of [OPEN_WORK, LATER, FOR_SOME_TIME].flatMap((source) => [...source.matchAll(/[A-Za-z]+(?: [a-z]+)*/gu)])) {
      for (const spelling of [text, `in ${text}`, `in a real ${text}`, `before ${text}`, `before we ${text}`, `until ${text}`, `until we ${text}`]) {
        if (interesting.test(spelling)) expect([spelling, topicsIn(spelling)]).toEqual([spelling, expect.arrayContaining(['openWork'])]);
      }
    }
  });
});

describe('spelled', () => {
  it('puts the words of a phrase together with and without something between them', () => {
    expect(spelled('one time pin')).toEqual(['onetimepin', 'onetime pin', 'one timepin', 'one time pin']);
    expect(spelled('otp')).toEqual(['otp']);
  });
});
