import type { Notice } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import { withRightsOver } from './act-as-operator.ts';
import { changeCase, record, saveCase, show, showAgain, tellOperator, withUnfrozenCase } from './act-on-case.ts';
import type { AuditRow } from './audit-entry.ts';
import { decisionLifetime, type TapCase } from './case.ts';
import { caseAt } from './case-view.ts';
import type { HelpdeskCommand } from './command.ts';
import { type Dependence, dependenceOf } from './independence.ts';
import { day } from './limits.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts, HelpdeskScene } from './scene.ts';
import { secondQuestion } from './second-question.ts';
import { stripUnseen } from './suspicious-text.ts';
import { needsSecond } from './verification.ts';
import { longestNote } from './verify-caller.ts';
import { whyOver } from './why-over.ts';

type Shown = HelpdeskReply | Notice;

/** Rows of the audit at a time, and how many times: a day of a very large help desk. More than that is not judged, but refused. */
const auditPage = 1000;
const mostPages = 50;
/** Other operators who get the question in their own chats. */
const mostAsked = 50;

/** Goes to the other operators in the help desk's channel, each in their own chat: the channel itself only ever sees a name and a number. */
export async function askSecond(id: string, reason: string, scene: HelpdeskScene): Promise<Shown> {
  return withUnfrozenCase(id, scene, async (one) => {
    const { ports } = scene;
    const state = one.second?.state;
    if (state === 'refused') return show(one, scene, 'already-refused');
    if (!needsSecond(one) || state === 'asked' || state === 'approved') return show(one, scene);
    const words = stripUnseen(reason).slice(0, longestNote);
    if (!words) return show(one, scene, 'incomplete');

    const expiresAt = new Date(ports.now().getTime() + decisionLifetime * 60_000).toISOString();
    const second = { id: ports.newId(), state: 'asked', reason: words, expiresAt } as const;
    const saved = await changeCase(one, { second }, { event: 'second-asked', details: { reason: words } }, scene);
    if (!saved) return showAgain(id, scene);
    const asked = await askOthers(saved, ports);
    return show(saved, scene, asked === 0 ? 'cannot-reach' : undefined);
  });
}

/** Gives how many got the question. */
async function askOthers(one: TapCase, ports: HelpdeskPorts): Promise<number> {
  const question = secondQuestion(one);
  if (!question) return 0;
  const others = await otherOperators(one, ports);
  const sent = await Promise.all(others.map((other) => ports.messenger.send(other, question)));
  return sent.filter((cardId) => cardId !== undefined).length;
}

async function otherOperators(
  { operator, subject }: TapCase,
  { channel, messenger, roles }: HelpdeskPorts,
): Promise<readonly UserId[]> {
  const home = await channel.get();
  const members = (home && (await messenger.membersOf(home))) ?? [];
  const others = members.flatMap(({ user }) => (user && user !== operator && user !== subject ? [user] : []));
  const asked = others.slice(0, mostAsked);
  const mayAnswer = await Promise.all(asked.map((user) => roles.has(user, 'helpdesk')));
  return asked.filter((_user, index) => mayAnswer[index]);
}

type Deciding = Extract<HelpdeskCommand, { kind: 'decide-as-second' }>;

/** The membership was read just now; here: the directory role, for a yes. A no takes none: it gives nobody anything, and doubts are not to wait. */
export async function decideAsSecond(command: Deciding, scene: HelpdeskScene): Promise<Shown> {
  const { ports } = scene;
  const { decision, approve } = command;
  const stored = await ports.cases.find({ decision });
  const one = stored && caseAt(stored, ports.now());
  const { second } = one ?? {};
  if (one?.status !== 'open' || second?.id !== decision || second.state !== 'asked') return { kind: 'decision-over' };
  if (await whyOver(one, ports)) return { kind: 'decision-over' };
  return approve
    ? withRightsOver(one.subject, scene, () => decide(one, second, command, scene))
    : decide(one, second, command, scene);
}

/** A second pair of eyes, not frozen meanwhile, once. */
async function decide(
  one: TapCase,
  second: NonNullable<TapCase['second']>,
  { decision, approve, reason }: Deciding,
  scene: HelpdeskScene,
): Promise<Shown> {
  const { turn, ports } = scene;
  const words = stripUnseen(reason).slice(0, longestNote);
  const note = { event: 'second-decided', details: { operator: one.operator, approve, reason: words } } as const;
  // Written before looking: of two operators who approve each other at the same moment, at least one sees the other's entry.
  await record(one, note, 'begun', scene);
  const hindrance = await whyNot(one, scene);
  if (hindrance) {
    await record(one, { event: 'refused', details: { because: hindrance, decision } }, 'refused', scene);
    return { kind: 'decision-over' };
  }
  const decided = { ...second, by: turn.user, state: approve ? 'approved' : 'refused' } as const;
  const saved = await saveCase(one, { second: { ...decided, ...(words && { reason: words }) } }, scene);
  await record(one, note, saved ? 'done' : 'overtaken', scene);
  if (!saved) return { kind: 'decision-over' };
  await tellOperator(saved, ports);
  return { kind: 'decided', approved: approve };
}

async function whyNot(
  one: TapCase,
  { turn, ports }: HelpdeskScene,
): Promise<Dependence | 'frozen' | 'unread' | undefined> {
  if ((await ports.freezes.openOf(one.subject)).length > 0) return 'frozen';
  const now = ports.now();
  // The whole day, also where the case answers no request, or the request was closed meanwhile: neither hides who worked on it.
  const rows = await auditSince(new Date(now.getTime() - day), ports);
  return rows ? dependenceOf(turn.user, one, await holdersFor(one.subject, ports), rows, now) : 'unread';
}

/** Who has a request of the subject's, however long ago they took it. */
async function holdersFor(subject: UserId, { requests, queue }: HelpdeskPorts): Promise<ReadonlySet<UserId>> {
  const open = await requests.openOf(subject);
  const queued = await Promise.all(open.map(({ number }) => queue.find(number)));
  return new Set(queued.flatMap((request) => request?.claimedBy ?? []));
}

/** Undefined: more than can be read, and what was not read might matter. */
async function auditSince(since: Date, { audit }: HelpdeskPorts): Promise<readonly AuditRow[] | undefined> {
  const rows: AuditRow[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const next = await audit.since(since, rows.at(-1)?.number ?? 0, auditPage);
    rows.push(...next);
    if (next.length < auditPage) return rows;
  }
  return undefined;
}
