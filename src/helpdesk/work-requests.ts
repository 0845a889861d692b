import type { Notice } from '../enrollment/reply.ts';
import type { AuditEntry } from './audit-entry.ts';
import { carryOn } from './carry-on.ts';
import type { QueuedRequest } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import { diagnosisRows, holderIn, listItem, mostPressing, nameIn } from './request-view.ts';
import type { HelpdeskScene } from './scene.ts';
import { whyAbandoned } from './why-abandoned.ts';

type Shown = HelpdeskReply | Notice;
type State = Extract<HelpdeskReply, { readonly kind: 'request-state' }>['state'];

/** Requests that are read to choose from. */
const mostRead = 200;

export async function listRequests({ turn, ports }: HelpdeskScene): Promise<Shown> {
  const waiting = await ports.queue.waiting(mostRead);
  const shown = mostPressing(waiting, turn.user);
  const people = shown.flatMap(({ user, claimedBy }) => (claimedBy ? [user, claimedBy] : [user]));
  const names = await ports.subjects.namesOf([...new Set(people)]);
  const items = shown.map((request) => listItem(request, names, turn.user, ports.now()));
  return { kind: 'requests', items, more: waiting.length > shown.length };
}

export async function openRequest(number: number, scene: HelpdeskScene): Promise<Shown> {
  return withRequest(number, scene, (request) => showRequest(request, scene));
}

/** One of all who press at the same time gets it; the others see who. */
export async function claimRequest(number: number, scene: HelpdeskScene): Promise<Shown> {
  const { turn, ports } = scene;
  return withRequest(number, scene, async (request) => {
    if (request.claimedBy === turn.user || (await isForAnother(request, scene))) return showRequest(request, scene);
    const at = ports.now();
    const abandoned = await whyAbandoned(request, 'hasNow', scene);
    const isClaimed = await (abandoned ? takeOver(request, at, scene) : ports.queue.claim(number, turn.user, at));
    if (isClaimed) await recordClaim(request, abandoned, scene);
    const after = await ports.queue.find(number);
    if (!after) return gone(number);
    if (!isClaimed) return showHolder(after, scene);
    // A second press at the same moment has won nothing: the user is told once.
    if (after.claimedAt?.getTime() === at.getTime()) await tellUser(request, 'claimed', scene);
    return showRequest(after, scene);
  });
}

/** From nobody else than the one who was looked at just now. */
async function takeOver(
  { number, claimedBy, claimedAt }: QueuedRequest,
  at: Date,
  { turn, ports }: HelpdeskScene,
): Promise<boolean> {
  if (!claimedBy || !claimedAt) return false;
  return ports.queue.takeOver(number, { claimedBy, claimedAt }, turn.user, at);
}

/** Written once it is theirs: who was too slow has not worked on it. What cannot be written down is given back. */
async function recordClaim(
  request: QueuedRequest,
  abandoned: Awaited<ReturnType<typeof whyAbandoned>>,
  scene: HelpdeskScene,
): Promise<void> {
  const from = abandoned && request.claimedBy && { from: request.claimedBy, because: abandoned };
  try {
    await record(request, 'request-claimed', { phase: 'done', ...from }, scene);
  } catch (error) {
    await scene.ports.queue.handOver(request.number, scene.turn.user);
    throw error;
  }
}

/** Back to the queue: whoever claims it next goes on. */
export async function handOverRequest(number: number, scene: HelpdeskScene): Promise<Shown> {
  const { turn, ports } = scene;
  return withRequest(number, scene, async (request) => {
    if (request.claimedBy !== turn.user) return showHolder(request, scene);
    await record(request, 'request-handed-over', { phase: 'begun' }, scene);
    const isFree = await ports.queue.handOver(number, turn.user);
    await record(request, 'request-handed-over', { phase: isFree ? 'done' : 'overtaken' }, scene);
    if (isFree) await tellUser(request, 'handed-over', scene);
    return openRequest(number, scene);
  });
}

/** By the one who has it; one that nobody has, by any operator. */
export async function closeRequest(number: number, how: 'solved' | 'refused', scene: HelpdeskScene): Promise<Shown> {
  const { turn, ports } = scene;
  return withRequest(number, scene, async (request) => {
    if (request.claimedBy !== undefined && request.claimedBy !== turn.user) return showHolder(request, scene);
    if (await isForAnother(request, scene)) return showRequest(request, scene);
    await record(request, 'request-closed', { how, phase: 'begun' }, scene);
    const isClosed = await ports.queue.close(number, turn.user, how, ports.now());
    await record(request, 'request-closed', { how, phase: isClosed ? 'done' : 'overtaken' }, scene);
    if (!isClosed) return openRequest(number, scene);
    const isTold = await tellUser(request, how, scene);
    return { kind: 'request-closed', number, ...(!isTold && { isUntold: true }) };
  });
}

/** The number comes from a card. One that was closed or cancelled meanwhile is gone, whoever asks. */
export async function withRequest(
  number: number,
  { ports }: HelpdeskScene,
  act: (request: QueuedRequest) => Promise<Shown>,
): Promise<Shown> {
  const request = await ports.queue.find(number);
  return request ? act(request) : gone(number);
}

function gone(number: number): HelpdeskReply {
  return { kind: 'request-closed', number, wasGone: true };
}

export async function showRequest(request: QueuedRequest, scene: HelpdeskScene): Promise<HelpdeskReply> {
  const { turn, ports } = scene;
  const { user, claimedBy, about, diagnosis } = request;
  const isTheirs = claimedBy !== turn.user;
  const [names, isAnothers, abandoned, last, freezes] = await Promise.all([
    ports.subjects.namesOf(claimedBy ? [user, claimedBy] : [user]),
    isForAnother(request, scene),
    isTheirs ? whyAbandoned(request, 'has', scene) : undefined,
    about === 'not-me' ? ports.cases.lastIssued(user) : undefined,
    about === 'not-me' ? ports.freezes.openOf(user) : [],
  ]);
  return {
    kind: 'request',
    item: listItem(request, names, turn.user, ports.now()),
    subject: user,
    diagnosis: diagnosisRows(diagnosis),
    ...(last && { case: last.id }),
    ...(freezes.length > 0 && { freezes: freezes.map(({ id }) => id) }),
    ...(isAnothers && { isForAnother: true }),
    ...(abandoned && { abandoned }),
  };
}

/** Who has it; where nobody has, the request. */
export async function showHolder(request: QueuedRequest, scene: HelpdeskScene): Promise<HelpdeskReply> {
  const { number, claimedBy } = request;
  if (claimedBy === undefined || claimedBy === scene.turn.user) return showRequest(request, scene);
  const names = await scene.ports.subjects.namesOf([claimedBy]);
  return { kind: 'request-taken', number, byName: holderIn(names, claimedBy) };
}

/** Nobody works on their own request, nor clears away the alarm about what they themselves did. */
async function isForAnother({ user, about }: QueuedRequest, { turn, ports }: HelpdeskScene): Promise<boolean> {
  if (user === turn.user) return true;
  if (about !== 'not-me') return false;
  const [freezes, last] = await Promise.all([ports.freezes.openOf(user), ports.cases.lastIssued(user)]);
  return freezes.some(({ operator }) => operator === turn.user) || last?.operator === turn.user;
}

/** Who stopped messages is told all the same: it is the answer to what they asked. */
async function tellUser({ number, user }: QueuedRequest, state: State, scene: HelpdeskScene): Promise<boolean> {
  const { turn, ports } = scene;
  const operatorName = nameIn(await ports.subjects.namesOf([turn.user]), turn.user);
  const reply = { kind: 'request-state', number, state, ...(operatorName && { operatorName }) } as const;
  const cardId = await carryOn('tell a user of their request', () => ports.messenger.send(user, reply), ports);
  if (cardId !== undefined) return true;
  ports.log.info({ user, request: number, state }, 'A user could not be told of their request');
  return false;
}

async function record(
  { number, user }: QueuedRequest,
  event: AuditEntry['event'],
  details: { readonly phase: 'begun' | 'done' | 'overtaken' } & Readonly<Record<string, string>>,
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  const entry = { at: ports.now(), event, actor: turn.user, subject: user, details: { request: number, ...details } };
  await ports.audit.append(entry);
}
