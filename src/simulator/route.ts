import type { Answer } from './answers.ts';
import type { Ask } from './ask.ts';
import type { Access } from './permissions.ts';
import type { World } from './world.ts';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Segments after `/v1.0`; `{…}` takes any one. */
  readonly pattern: string;
  readonly access: Access;
  readonly answer: (ask: Ask, world: World, taken: readonly string[]) => Answer;
};

type Compiled = { readonly route: Route; readonly segments: readonly (string | undefined)[] };

export type Found =
  | { readonly kind: 'route'; readonly route: Route; readonly taken: readonly string[] }
  | { readonly kind: 'other-method' }
  | { readonly kind: 'none' };

export type FindRoute = (method: string, segments: readonly string[]) => Found;

/** Grouped by length, so that few patterns are compared. */
export function routeFinder(routes: readonly Route[]): FindRoute {
  const byLength = new Map<number, Compiled[]>();
  for (const route of routes) {
    const segments = route.pattern.split('/').map((name) => (name.startsWith('{') ? undefined : name.toLowerCase()));
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { route, segments }]);
  }
  return (method, segments) => {
    let isThere = false;
    for (const candidate of byLength.get(segments.length) ?? []) {
      const taken = match(candidate.segments, segments);
      if (taken === undefined) continue;
      if (candidate.route.method === method) return { kind: 'route', route: candidate.route, taken };
      isThere = true;
    }
    return { kind: isThere ? 'other-method' : 'none' };
  };
}

function match(pattern: readonly (string | undefined)[], segments: readonly string[]): readonly string[] | undefined {
  const taken: string[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const segment = segments[index] ?? '';
    const wanted = pattern[index];
    if (wanted === undefined) taken.push(segment);
    else if (wanted !== segment && wanted !== segment.toLowerCase()) return undefined;
  }
  return taken;
}
