import { on, type Case } from '../case.js';

export const PASSTHROUGH_CASES: readonly Case[] = [
  {
    code: `import { useMemo, cache } from 'react'; import { unstable_cache } from 'next/cache'; import { unref } from 'vue'; import { createMemo } from 'solid-js'; import { once } from 'lodash'; import once2 from 'lodash/once'; import { useSearchParams } from 'next/navigation'; import { createClient } from '@supabase/supabase-js';
    Object.freeze(useSearchParams()).get('a'); structuredClone(x); Promise.resolve(useSearchParams()).then((p) => p.get('b')); $state(x); $derived.by(() => x);
    useMemo(() => useSearchParams(), []).get('c'); cache(() => createClient(u, k))().auth; unstable_cache(f); unref(useSearchParams()).get('d'); createMemo(f); once(() => useSearchParams())().get('e'); once2(() => useSearchParams())().get('f');`,
    expect: [
      ...on('source', "Object.freeze(useSearchParams()).get('a')", "p.get('b')", "useMemo(() => useSearchParams(), []).get('c')", "unref(useSearchParams()).get('d')", "once(() => useSearchParams())().get('e')", "once2(() => useSearchParams())().get('f')"),
      ...on('passthrough', 'structuredClone(x)', '$state(x)', '$derived.by(() => x)', 'unstable_cache(f)', 'createMemo(f)'),
    ],
  },
  {
    code: `import { z } from 'zod'; import * as v from 'valibot'; import * as yup from 'yup'; import * as zod from 'zod';
    const schema = z.object({ next: z.string() }).strict(); schema.parse(a); await schema.safeParseAsync(b); v.parse(s, c); v.safeParse(s, f); yup.object({}).validate(d); zod.string().parse(e);`,
    expect: on('parser', 'schema.parse(a)', 'schema.safeParseAsync(b)', 'v.parse(s, c)', 'v.safeParse(s, f)', 'yup.object({}).validate(d)', 'zod.string().parse(e)'),
  },
];
