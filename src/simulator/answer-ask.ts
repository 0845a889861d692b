import { type Answer, badRequest, Refusal, refusalAnswer } from './answers.ts';
import type { Ask } from './ask.ts';
import { auditRoutes } from './audit-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { groupEligibilityRoutes } from './group-eligibility-routes.ts';
import { groupMemberRoutes } from './group-member-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { methodRoutes } from './method-routes.ts';
import { mayReach } from './operator-rules.ts';
import { authorize } from './permissions.ts';
import { policyRoutes } from './policy-routes.ts';
import { readQuery } from './query.ts';
import { removalRoutes } from './removal-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { roleRoutes } from './role-routes.ts';
import { routeFinder } from './route.ts';
import { tapRoutes } from './tap-routes.ts';
import { teamsRoutes } from './teams-routes.ts';
import type { Token } from './token.ts';
import { userRoutes } from './user-routes.ts';
import type { World } from './world.ts';

const findRoute = routeFinder([
  ...userRoutes,
  ...methodRoutes,
  ...tapRoutes,
  ...removalRoutes,
  ...deviceRoutes,
  ...policyRoutes,
  ...groupRoutes,
  ...roleRoutes,
  ...groupEligibilityRoutes,
  ...auditRoutes,
  ...groupMemberRoutes,
  ...reportRoutes,
  ...mailboxRoutes,
  ...teamsRoutes,
]);

/** A request as it came, from the wire or out of a batch. */
export type RawAsk = {
  readonly method: string;
  /** What follows `/v1.0/`, with the query. */
  readonly target: string;
  readonly isEventual: boolean;
  readonly body: unknown;
  readonly token: Token;
  readonly base: string;
};

export type Mark = { readonly requestId: string; readonly clientRequestId: string | undefined };

export function pathOf(target: string): string {
  const mark = target.indexOf('?');
  return mark < 0 ? target : target.slice(0, mark);
}

/** One request to Graph, answered; a refusal is an answer too. */
export function answerAsk(raw: RawAsk, world: World, mark: Mark): Answer {
  try {
    return answerOrRefuse(raw, world);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, mark.requestId, world.now(), mark.clientRequestId);
    throw error;
  }
}

function answerOrRefuse(raw: RawAsk, world: World): Answer {
  const path = pathOf(raw.target);
  const segments = readSegments(path, raw.token);
  const found = findRoute(raw.method, segments);
  if (found.kind === 'none') throw badRequest(`Resource not found for the segment '${segments.at(-1) ?? ''}'.`);
  if (found.kind === 'other-method') {
    throw new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  }
  const about = segments[0]?.toLowerCase() === 'users' ? world.person(segments[1] ?? '') : undefined;
  authorize(raw.token, found.route.access, about?.user.id, (actor, reach) =>
    mayReach(world, world.person(actor), about, reach),
  );
  world.throttle.count(raw.method, segments, raw.token.appId);
  const rawQuery = raw.target.slice(path.length + 1);
  const ask: Ask = {
    method: raw.method,
    path,
    segments,
    query: readQuery(rawQuery),
    rawQuery,
    isEventual: raw.isEventual,
    body: raw.body,
    token: raw.token,
    base: raw.base,
  };
  return found.route.answer(ask, world, found.taken);
}

function readSegments(path: string, token: Token): readonly string[] {
  const segments = (path.includes('%') ? decode(path) : path.split('/')).slice();
  if (segments[0]?.toLowerCase() !== 'me') return segments;
  if (token.userId === undefined) {
    throw badRequest('/me request is only valid with delegated authentication flow.');
  }
  return ['users', token.userId, ...segments.slice(1)];
}

function decode(path: string): string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    throw badRequest('The request URI is malformed.');
  }
}
