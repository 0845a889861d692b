import type { Notice } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import { asOperator } from './act-as-operator.ts';
import { endCase, show } from './act-on-case.ts';
import type { ActingOperator } from './acting-operator.ts';
import { type CaseOptions, caseLifetime, caseVersion, type Preflight, type TapCase } from './case.ts';
import { caseAt, personView, subjectView } from './case-view.ts';
import { frozenReply, mayClear } from './frozen-reply.ts';
import { judgeSubject } from './judge-subject.ts';
import type { Outset } from './outset.ts';
import type { Freeze } from './ports.ts';
import { existingTapIn } from './preflight.ts';
import { readOutset } from './read-outset.ts';
import { recordRefusal, recordStranger } from './record-refusal.ts';
import type { HelpdeskReply } from './reply.ts';
import type { PersonView, TapRefusal } from './reply-views.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';
import { stripUnseen } from './suspicious-text.ts';
import { whyOver } from './why-over.ts';

type Shown = HelpdeskReply | Notice;

/** Characters of a search. */
const shortestQuery = 2;
const longestQuery = 100;

/** "issue a temporary access pass for NAME" */
export async function startIssuing(query: string | undefined, scene: HelpdeskScene): Promise<Shown> {
  const { turn, ports } = scene;
  return withPersonFound(query, scene, (subject) =>
    // After a sign-in it goes on with this person, not with whomever the text finds then.
    chooseSubject(subject, undefined, { turn: { ...turn, command: { kind: 'tap-for', subject } }, ports }),
  );
}

/** The only one whom the text finds. Quoting it for Graph is the business of the room that knows Graph. */
export async function withPersonFound(
  query: string | undefined,
  { turn, ports }: HelpdeskScene,
  act: (subject: UserId) => Promise<Shown>,
): Promise<Shown> {
  if (query === undefined) return { kind: 'ask-for-person' };
  const characters = Array.from(stripUnseen(query)).slice(0, longestQuery);
  const wanted = characters.join('');
  if (characters.length < shortestQuery) return { kind: 'ask-for-person', problem: 'too-short', query: wanted };

  const found = await ports.subjects.search(wanted);
  if (!found.known) return { kind: 'ask-for-person', problem: 'unreadable', query: wanted };
  const { people, more } = found.value;
  const [only] = people;
  if (!only) return { kind: 'ask-for-person', problem: 'nobody', query: wanted };
  if (people.length > 1 || more) return { kind: 'which-person', people: people.map(personView), more };

  // Searching only shows; from here on it is an act, for which the role is read anew.
  if (await ports.roles.hasNow(turn.user, 'helpdesk')) return act(only.id);
  await recordStranger(turn, ports);
  return { kind: 'not-understood' };
}

/** Judges before any button is live, and tries out the operator's own rights. A case that is open for the two goes on. */
export async function chooseSubject(
  subject: UserId,
  request: number | undefined,
  scene: HelpdeskScene,
): Promise<Shown> {
  const { turn, ports } = scene;
  const now = ports.now();
  const open = (await ports.cases.openOf(turn.user)).find(
    (one) => one.subject === subject && ['open', 'issuing'].includes(caseAt(one, now).status),
  );
  const because = open && (await whyOver(caseAt(open, now), ports));
  if (open && because) await endCase(open, because, scene);
  else if (open) return goOn(open, scene);

  const { facts, frozenBy, judgement } = await judgeSubject(subject, turn.user, ports);
  const person = facts.person.known ? personView(facts.person.value) : undefined;
  if (judgement.kind === 'refused') await recordRefusal(reasonIn(judgement.refusal), { subject }, scene);
  if (!person) {
    const isNobody = !facts.person.known && facts.person.because === 'not-found';
    return { kind: 'ask-for-person', problem: isNobody ? 'nobody' : 'unreadable' };
  }
  if (judgement.kind === 'refused') return refusalReply(person, judgement.refusal, frozenBy, scene);
  const { preflight } = judgement;
  return asOperator(scene, (graph) => openCase(person, preflight, request, graph, scene));
}

async function goOn(open: TapCase, scene: HelpdeskScene): Promise<HelpdeskReply> {
  const frozenBy = await scene.ports.freezes.openOf(open.subject);
  return frozenBy.length > 0 ? refusalReply(subjectView(open), { kind: 'frozen' }, frozenBy, scene) : show(open, scene);
}

async function openCase(
  person: PersonView,
  judged: Preflight,
  request: number | undefined,
  graph: ActingOperator,
  scene: HelpdeskScene,
): Promise<HelpdeskReply> {
  const { turn, ports } = scene;
  const subject = person.id;
  const [taps, operatorName, linked, outset] = await Promise.all([
    graph.tapsOf(subject),
    nameOf(turn.user, ports),
    linkedRequest(subject, request, scene),
    readOutset(subject, ports),
  ]);
  if (taps.kind === 'refused') {
    const { because, requestId } = taps;
    await recordRefusal(because, { subject, requestId }, scene);
    const again = { kind: 'tap-for', subject, ...(request !== undefined && { request }) } as const;
    return { kind: 'sign-in-refused', because, ...(requestId && { requestId }), again };
  }
  // Nobody is asked to trust an operator without a name.
  if (!operatorName) return { kind: 'ask-for-person', problem: 'unreadable' };

  const { existingTap: _before, ...rest } = judged;
  const preflight: Preflight = { ...rest, ...existingTapIn(taps.taps, ports.now()) };
  const one = newCase({ subject, preflight, outset, operatorName, request: linked }, scene);
  const details = { redFlags: preflight.redFlags.join(' ') };
  const entry = { at: ports.now(), event: 'case-opened', actor: turn.user, subject, caseId: one.id, details } as const;
  await ports.audit.append(entry);
  await ports.cases.save(one, undefined);
  return firstReply(one, person, scene);
}

type Beginning = {
  readonly subject: UserId;
  readonly preflight: Preflight;
  readonly outset: Outset;
  readonly operatorName: string;
  readonly request: number | undefined;
};

function newCase(
  { subject, preflight, outset, operatorName, request }: Beginning,
  { turn, ports }: HelpdeskScene,
): TapCase {
  const openedAt = ports.now();
  return {
    id: ports.newId(),
    version: caseVersion,
    revision: ports.newId(),
    status: 'open',
    operator: turn.user,
    operatorName,
    subject,
    openedAt: openedAt.toISOString(),
    expiresAt: new Date(openedAt.getTime() + caseLifetime * 60_000).toISOString(),
    preflight,
    outset,
    verifications: [],
    options: firstOptions(preflight, outset),
    ...(request !== undefined && { request }),
    ...(turn.cardId && { cardId: turn.cardId }),
  };
}

/** Once, but where it has to sign in on two new devices and the policy lets it. */
function firstOptions({ lifetime, onlyOnce }: Preflight, { isEmptyHanded }: Outset): CaseOptions {
  return { lifetime: lifetime.proposed, isUsableOnce: onlyOnce || !isEmptyHanded, delivery: 'read-out' };
}

function firstReply(one: TapCase, person: PersonView, scene: HelpdeskScene): HelpdeskReply {
  const ways = one.preflight.otherWays;
  const { hasAccountRecovery } = scene.ports.settings;
  if (ways.length === 0 && !hasAccountRecovery) return show(one, scene);
  return { kind: 'another-way-first', person, ways, ...(hasAccountRecovery && { hasAccountRecovery }) };
}

function refusalReply(
  person: PersonView,
  refusal: TapRefusal,
  frozenBy: readonly Freeze[],
  { turn }: HelpdeskScene,
): HelpdeskReply {
  const refused = { kind: 'tap-refused', person, refusal } as const;
  if (refusal.kind !== 'frozen') return refused;
  return frozenReply(person, frozenBy, mayClear(turn.user, person.id, frozenBy)) ?? refused;
}

/** The number comes from a card: it counts only for a request of this subject that nobody else works on. */
async function linkedRequest(
  subject: UserId,
  request: number | undefined,
  { turn, ports }: HelpdeskScene,
): Promise<number | undefined> {
  const found = request === undefined ? undefined : await ports.queue.find(request);
  const isMine = found?.claimedBy === undefined || found.claimedBy === turn.user;
  return found?.user === subject && isMine ? found.number : undefined;
}

async function nameOf(user: UserId, { directory }: Pick<HelpdeskPorts, 'directory'>): Promise<string | undefined> {
  const { account } = await directory.factsAbout(user);
  return account.known ? stripUnseen(account.value.displayName ?? '') || undefined : undefined;
}

function reasonIn(refusal: TapRefusal): string {
  return refusal.kind === 'unknown' ? `unknown: ${refusal.what}` : refusal.kind;
}
