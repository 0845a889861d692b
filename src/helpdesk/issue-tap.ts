import type { Notice } from '../enrollment/reply.ts';
import { asOperator } from './act-as-operator.ts';
import { endCase, frozen, record, saveCase, show, showAgain, withUnfrozenCase } from './act-on-case.ts';
import type { ActingOperator, TapOptions } from './acting-operator.ts';
import { carryOn } from './carry-on.ts';
import type { Preflight, TapCase } from './case.ts';
import { personView, subjectView } from './case-view.ts';
import { changesSince, optionsAt, tapIssuedMeanwhile, withPreflight } from './changes-since.ts';
import { problemWith } from './choose-options.ts';
import type { HelpdeskCommand } from './command.ts';
import { readerOf } from './deliver-tap.ts';
import { finishIssuing } from './finish-issuing.ts';
import { judgeSubject } from './judge-subject.ts';
import { hour } from './limits.ts';
import { nextLook } from './look-times.ts';
import type { HelpdeskReply } from './reply.ts';
import type { CaseProblem } from './reply-views.ts';
import type { HelpdeskScene } from './scene.ts';
import { showCase } from './show-case.ts';
import { gapsOf } from './verification.ts';
import { whyOver } from './why-over.ts';

type Shown = HelpdeskReply | Notice;
type Issue = Extract<HelpdeskCommand, { kind: 'issue' }>;

/** For the subject of the case and nobody else. Everything is judged again; what is not as the card showed it is shown first. */
export async function issueTap(command: Issue, scene: HelpdeskScene): Promise<Shown> {
  if (scene.turn.isAutomatic) return showCase(command.case, scene);
  let wasOpen = false;
  const shown = await withUnfrozenCase(command.case, scene, async (one) => {
    wasOpen = true;
    const isAsShown = one.revision === command.revision;
    if (!isAsShown || isIncomplete(one, command, scene)) return show(one, scene);
    return asOperator(scene, (graph) => issueAlone(one, command, graph, scene));
  });
  return wasOpen ? shown : late(shown);
}

/** What another press has made, or is making, of the case. */
function late(shown: Shown): Shown {
  const isAtWork = shown.kind === 'case' && shown.case.status === 'issuing';
  return isAtWork || shown.kind === 'tap-issued' ? { ...shown, isLate: true } : shown;
}

function isIncomplete(one: TapCase, { replace }: Issue, { ports }: HelpdeskScene): boolean {
  return gapsOf(one, ports.settings).some((gap) => !(gap === 'confirm-replace' && replace));
}

/** One operator at a time for one subject, on whatever instance: judged inside, so that the second one sees what the first one did. */
async function issueAlone(one: TapCase, command: Issue, graph: ActingOperator, scene: HelpdeskScene): Promise<Shown> {
  const { turn, ports } = scene;
  const lock = await ports.cases.lock(one.subject, one.id, turn.user, ports.now());
  if (!lock.taken) return beingIssued(one, lock, scene);
  try {
    return await judgeAndIssue(one, command, graph, scene);
  } finally {
    // A lock that stays runs out; the answer must not be lost over it.
    await carryOn('release the lock', () => ports.cases.release(one.subject, one.id), ports);
  }
}

async function judgeAndIssue(
  one: TapCase,
  { replace }: Issue,
  graph: ActingOperator,
  scene: HelpdeskScene,
): Promise<Shown> {
  const { turn, ports } = scene;
  const { facts, freeze, judgement } = await judgeSubject(one.subject, turn.user, ports);
  if (freeze) return frozen(one, freeze.at);
  if (judgement.kind === 'refused') {
    const { refusal } = judgement;
    const because = refusal.kind === 'unknown' ? `unknown: ${refusal.what}` : refusal.kind;
    await record(one, { event: 'refused', details: { because } }, 'refused', scene);
    const person = facts.person.known ? personView(facts.person.value) : subjectView(one);
    return { kind: 'tap-refused', person, refusal };
  }
  const { preflight } = judgement;
  const last = tapIssuedMeanwhile(await ports.cases.lastIssued(one.subject), one, preflight, ports.now());
  if (last) {
    await saveCase(withPreflight(one, preflight), {}, scene);
    return alreadyIssued(one, last.operatorName, new Date(last.issued.at), scene);
  }
  const fresh = { ...one, preflight, options: optionsAt(one.options, ports.now()) };
  const problem = problemWith(fresh.options, fresh, ports.now()) ?? (await deliveryProblem(fresh, scene));
  const hasChanged = changesSince(one.preflight, fresh, replace) || gapsOf(fresh, ports.settings).some(isOpenGap);
  if (problem || hasChanged) return showChanged(one, preflight, problem ?? 'something-changed', scene);

  const methodsBefore = facts.methods.known ? facts.methods.value.map(({ id }) => id) : [];
  return askGraph(one, { ...fresh, methodsBefore }, graph, scene);
}

/** A pass that nobody gets is not issued. */
async function deliveryProblem(one: TapCase, { ports }: HelpdeskScene): Promise<CaseProblem | undefined> {
  const reader = readerOf(one);
  return reader === one.operator || (await ports.messenger.canReach(reader)) ? undefined : 'cannot-reach';
}

/** Whether an existing TAP may go is judged with `changesSince`. */
function isOpenGap(gap: ReturnType<typeof gapsOf>[number]): boolean {
  return gap !== 'confirm-replace';
}

/** One call, never repeated. Written down before it: even a crash in between leaves a trace, and somebody who looks. */
async function askGraph(
  one: TapCase,
  { preflight, options, methodsBefore }: Pick<TapCase, 'preflight' | 'options' | 'methodsBefore'>,
  graph: ActingOperator,
  scene: HelpdeskScene,
): Promise<Shown> {
  const { ports } = scene;
  // Reading what decides took seconds, in which the subject may have said, to whatever card, that it is not them, or that they need nothing any more.
  const freeze = await ports.freezes.of(one.subject);
  if (freeze) return frozen(one, freeze.at);
  const because = await whyOver(one, ports);
  if (because) return endCase(one, because, scene);
  const askedAt = ports.now();
  const change = { preflight, options, askedAt: askedAt.toISOString(), ...(methodsBefore && { methodsBefore }) };
  // Before the case says so: one that is being issued and that nobody looks after would stay so.
  const firstLook = nextLook(change, askedAt) ?? askedAt;
  await ports.timers.at(firstLook, { kind: 'watch-case', case: one.id });
  const issuing = await saveCase(one, { ...change, status: 'issuing' }, scene);
  if (!issuing) return late(await showAgain(one.id, scene));
  if (await isOneTooMany(issuing, ports)) return stepBack(issuing, scene);
  await record(issuing, { event: 'issue-asked', details: detailsOf(issuing) }, 'begun', scene);
  const result = await graph.issueTap(issuing.subject, tapOptions(issuing));
  return finishIssuing(issuing, result, graph, scene);
}

/** Counted once this one counts, too: of presses at the same time for several people none overlooks the others. */
async function isOneTooMany(
  { operator, second }: TapCase,
  { cases, settings, now }: HelpdeskScene['ports'],
): Promise<boolean> {
  if (second?.state === 'approved') return false;
  const count = await cases.issuedSince(new Date(now().getTime() - hour), { operator });
  return count > settings.softLimits.perOperatorAnHour;
}

async function stepBack(issuing: TapCase, scene: HelpdeskScene): Promise<Shown> {
  const preflight = { ...issuing.preflight, needsSecondOperator: true };
  const open = await saveCase(issuing, { status: 'open', preflight }, scene);
  await record(issuing, { event: 'refused', details: { because: 'operator-limit' } }, 'refused', scene);
  return open ? show(open, scene, 'something-changed') : showAgain(issuing.id, scene);
}

function tapOptions({ options }: TapCase): TapOptions {
  const { lifetime, isUsableOnce, startsAt } = options;
  return { lifetime, isUsableOnce, startsAt: startsAt ? new Date(startsAt) : undefined };
}

function detailsOf({ options, verifications, preflight, request }: TapCase): Record<string, string | number | boolean> {
  const { lifetime, isUsableOnce, startsAt, delivery } = options;
  return {
    lifetime,
    isUsableOnce,
    delivery,
    verification: verifications.map(({ kind }) => kind).join(' '),
    ...(startsAt && { startsAt }),
    ...(preflight.existingTap && { replaces: preflight.existingTap.id }),
    ...(request !== undefined && { request }),
  };
}

async function showChanged(
  one: TapCase,
  preflight: Preflight,
  problem: CaseProblem,
  scene: HelpdeskScene,
): Promise<Shown> {
  const saved = await saveCase(withPreflight(one, preflight), {}, scene);
  return saved ? show(saved, scene, problem) : late(await showAgain(one.id, scene));
}

/** Another press of the same button gets what became of the case; another operator learns who is at it. */
async function beingIssued(
  one: TapCase,
  lock: { readonly by: TapCase['operator']; readonly since: Date },
  scene: HelpdeskScene,
): Promise<Shown> {
  if (lock.by === one.operator) return late(await showAgain(one.id, scene));
  const theirs = (await scene.ports.cases.openOf(lock.by)).find(({ subject }) => subject === one.subject);
  return alreadyIssued(one, theirs?.operatorName ?? '', lock.since, scene);
}

function alreadyIssued(one: TapCase, byName: string, at: Date, { ports }: HelpdeskScene): HelpdeskReply {
  const secondsAgo = Math.max(0, Math.round((ports.now().getTime() - at.getTime()) / 1000));
  return { kind: 'already-issued', byName, secondsAgo, name: one.preflight.name };
}
