import type { Logger } from 'pino';
import type {
  ActingOperator,
  IssueResult,
  TapOptions,
  WriteRefusal,
  WriteResult,
} from '../helpdesk/acting-operator.ts';
import { Secret } from '../helpdesk/secret.ts';
import { type UserId, userId } from '../passkeys/ids.ts';
import { pause } from './deadline.ts';
import { parseTaps } from './parse-methods.ts';
import { NewTap, RevokedAnswer } from './schema.ts';
import { type AskAsUser, createAskAsUser, type GraphCall, type GraphReply } from './send-write.ts';
import { writeRefusal } from './write-refusal.ts';

export type ActingOperatorOptions = {
  readonly baseUrl: string;
  readonly operator: UserId;
  /** The operator's own, for Graph; gone when the turn is. */
  readonly token: Secret<string>;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Entra refuses everybody alike; this looks up what the operator lacks. */
  readonly whyForbidden: () => Promise<'role-missing' | 'outside-unit'>;
  /** Milliseconds for a write. */
  readonly writeLimitMs?: number | undefined;
};

/** Milliseconds for a read, twice at most, with a pause between. */
const readLimit = 3_000;
const readAgainAfter = 250;

type Refused = { readonly kind: 'refused'; readonly because: WriteRefusal; readonly requestId: string | undefined };
type Room = ActingOperatorOptions & { readonly ask: AskAsUser };

/** Every write is sent once. Nothing here fails for the outside's sake, and no answer reaches a log. */
export function createActingOperator(options: ActingOperatorOptions): ActingOperator {
  const { baseUrl, token, writeLimitMs = 8_000 } = options;
  const room: Room = { ...options, ask: createAskAsUser(baseUrl, () => token.reveal()) };

  const write = async (operation: string, subject: UserId, call: GraphCall | undefined): Promise<GraphReply> => {
    // An id that would change the path belongs to nothing.
    if (!call) return { kind: 'refused', status: 404, code: undefined, message: '', ...unchallenged };
    const reply = await room.ask(call, writeLimitMs);
    record(operation, subject, reply, room);
    return reply;
  };
  const undo = async (operation: string, subject: UserId, call: GraphCall | undefined, isDone: IsDone) =>
    toWriteResult(await write(operation, subject, call), isDone, room);

  return {
    tapsOf: (subject) => readTaps(subject, room),
    issueTap: async (subject, asked) =>
      toIssueResult(await write('issue TAP', subject, issueCall(subject, asked)), asked, room),
    deleteTap: (subject, id) =>
      undo('delete TAP', subject, deletion(subject, 'temporaryAccessPassMethods', id), isGone),
    deleteMethod: (subject, { id, kind }) => undo('delete method', subject, deletion(subject, sets[kind], id), isGone),
    revokeSessions: (subject) =>
      undo(
        'revoke sessions',
        subject,
        { method: 'POST', path: `${userPath(subject)}/revokeSignInSessions` },
        isRevoked,
      ),
  };
}

const unchallenged = { hasClaimsChallenge: false, requestId: undefined } as const;
const sets = { passkey: 'fido2Methods', 'authenticator-app': 'microsoftAuthenticatorMethods' } as const;

function userPath(user: UserId): string {
  return `/users/${userId(user)}`;
}

function issueCall(subject: UserId, { lifetime, isUsableOnce, startsAt }: TapOptions): GraphCall {
  const body = {
    lifetimeInMinutes: lifetime,
    isUsableOnce,
    ...(startsAt && { startDateTime: startsAt.toISOString() }),
  };
  return { method: 'POST', path: `${userPath(subject)}/authentication/temporaryAccessPassMethods`, body };
}

function deletion(subject: UserId, set: string, id: string): GraphCall | undefined {
  if (/^\.{0,2}$/.test(id)) return undefined;
  return { method: 'DELETE', path: `${userPath(subject)}/authentication/${set}/${encodeURIComponent(id)}` };
}

async function readTaps(subject: UserId, room: Room): ReturnType<ActingOperator['tapsOf']> {
  const path = `${userPath(subject)}/authentication/temporaryAccessPassMethods`;
  const ask = () => room.ask({ method: 'GET', path }, readLimit);
  const first = await ask();
  const isPassing = first.kind === 'lost' && first.status !== undefined;
  const reply = isPassing ? await pause(readAgainAfter, undefined).then(ask) : first;
  if (reply.kind === 'good') {
    const taps = parseTaps(reply.body);
    if (taps) return { kind: 'read', taps };
  }
  record('list TAPs', subject, reply, room);
  if (reply.kind === 'refused') return refused(reply, room);
  const because = reply.kind === 'good' ? 'not-understood' : 'unavailable';
  return { kind: 'refused', because, requestId: requestIdOf(reply) };
}

async function toIssueResult(reply: GraphReply, asked: TapOptions, room: Room): Promise<IssueResult> {
  if (reply.kind === 'refused') return refused(reply, room);
  const requestId = requestIdOf(reply);
  if (reply.kind === 'not-sent') return { kind: 'refused', because: 'unavailable', requestId };
  const parsed = reply.kind === 'good' ? NewTap.safeParse(reply.body) : undefined;
  if (!parsed?.success) return { kind: 'uncertain', requestId };
  const { id, temporaryAccessPass, startDateTime, lifetimeInMinutes, isUsableOnce } = parsed.data;
  const issued = {
    id,
    tap: new Secret(temporaryAccessPass),
    startsAt: startDateTime ?? asked.startsAt ?? room.now(),
    lifetime: lifetimeInMinutes ?? asked.lifetime,
    isUsableOnce: isUsableOnce ?? asked.isUsableOnce,
  };
  return { kind: 'issued', issued, requestId };
}

/** Whether a good answer says that it was done: one from a proxy in between does not. */
type IsDone = (status: number, body: unknown) => boolean;
const isGone: IsDone = (status) => status === 204;
/** The documentation says 204, Graph itself answered 200 with `true`. Source: https://learn.microsoft.com/graph/api/user-revokesigninsessions */
const isRevoked: IsDone = (status, body) => status === 204 || RevokedAnswer.safeParse(body).success;

async function toWriteResult(reply: GraphReply, isDone: IsDone, room: Room): Promise<WriteResult> {
  if (reply.kind === 'refused') return refused(reply, room);
  const requestId = requestIdOf(reply);
  if (reply.kind === 'not-sent') return { kind: 'refused', because: 'unavailable', requestId };
  const done = reply.kind === 'good' && isDone(reply.status, reply.body);
  return { kind: done ? 'done' : 'uncertain', requestId };
}

async function refused(reply: Extract<GraphReply, { kind: 'refused' }>, { whyForbidden }: Room): Promise<Refused> {
  const because = writeRefusal(reply);
  const { requestId } = reply;
  return { kind: 'refused', because: because === 'role-missing' ? await whyForbidden() : because, requestId };
}

function requestIdOf(reply: GraphReply): string | undefined {
  return reply.kind === 'not-sent' ? undefined : reply.requestId;
}

/** Ids, status and code only. */
function record(operation: string, subject: UserId, reply: GraphReply, { operator, log }: Room): void {
  const status = reply.kind === 'not-sent' ? undefined : reply.status;
  const code = reply.kind === 'refused' ? reply.code : undefined;
  const fields = { operation, operator, subject, outcome: reply.kind, status, code, requestId: requestIdOf(reply) };
  if (reply.kind === 'good' || reply.kind === 'refused') log.info(fields, 'Graph was asked as an operator');
  else log.warn(fields, 'Graph was asked as an operator');
}
