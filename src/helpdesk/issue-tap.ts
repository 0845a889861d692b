import type { Notice } from '../enrollment/reply.ts';
import { asOperator } from './act-as-operator.ts';
import { endCase, frozen, record, saveCase, show, showAgain, withUnfrozenCase } from './act-on-case.ts';
import type { ActingOperator, TapOptions } from './acting-operator.ts';
import type { Preflight, TapCase } from './case.ts';
import { personView, subjectView } from './case-view.ts';
import { changesSince, optionsAt, tapIssuedMeanwhile, withPreflight } from './changes-since.ts';
import { problemWith } from './choose-options.ts';
import type { HelpdeskCommand } from './command.ts';
import { readerOf } from './deliver-tap.ts';
import { finishIssuing } from './finish-issuing.ts';
import { holdSubject, type IsStillHeld, type OtherHolder } from './hold-subject.ts';
import { judgeSubject } from './judge-subject.ts';
import { hour } from './limits.ts';
import { nextLook } from './look-times.ts';
import type { HelpdeskReply } from './reply.ts';
import type { CaseProblem } from './reply-views.ts';
import type { HelpdeskScene } from './scene.ts';
import { isSecondOver, withoutSecond } from './second-question.ts';
import { showCase } from './show-case.ts';
import { gapsOf } from './verification.ts';
import { whyOver } from './why-over.ts';

type Shown = HelpdeskReply | Notice;
type Issue = Extract<HelpdeskCommand, { kind: 'issue' }>;
type AlreadyIssued = Extract<HelpdeskReply, { kind: 'already-issued' }>;
type Alone = { readonly graph: ActingOperator; readonly isStillHeld: IsStillHeld };

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

/** Judged inside, so that the second operator sees what the first one did. */
async function issueAlone(one: TapCase, command: Issue, graph: ActingOperator, scene: HelpdeskScene): Promise<Shown> {
  return holdSubject(
    one,
    scene,
    (isStillHeld) => judgeAndIssue(one, command, { graph, isStillHeld }, scene),
    (other) => beingIssued(one, other, scene),
  );
}

async function judgeAndIssue(one: TapCase, { replace }: Issue, alone: Alone, scene: HelpdeskScene): Promise<Shown> {
  const { turn, ports } = scene;
  const { facts, frozenBy, judgement } = await judgeSubject(one.subject, turn.user, ports);
  const stopped = frozen(one, frozenBy);
  if (stopped) return stopped;
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
    // Graph may not list it yet: a second operator who agreed did not know of it, whatever the findings say.
    await saveCase(withoutSecond(withPreflight(one, preflight)), {}, scene);
    const secondsAgo = (ports.now().getTime() - Date.parse(last.issued.at)) / 1000;
    return { ...alreadyIssued(one, last.operatorName, secondsAgo), ...(isSecondOver(one) && { isSecondOver: true }) };
  }
  const fresh = { ...withPreflight(one, preflight), options: optionsAt(one.options, ports.now()) };
  const problem = problemWith(fresh.options, fresh, ports.now()) ?? (await deliveryProblem(fresh, scene));
  const hasChanged = changesSince(one.preflight, fresh, replace) || gapsOf(fresh, ports.settings).some(isOpenGap);
  if (problem || hasChanged) return showChanged(one, preflight, problem ?? 'something-changed', scene);

  const methodsBefore = facts.methods.known ? facts.methods.value.map(({ id }) => id) : [];
  return askGraph(one, { ...fresh, methodsBefore }, alone, scene);
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
  { graph, isStillHeld }: Alone,
  scene: HelpdeskScene,
): Promise<Shown> {
  const { ports } = scene;
  // Reading what decides took seconds, in which the subject may have said, to whatever card, that it is not them, or that they need nothing any more.
  const stopped = frozen(one, await ports.freezes.openOf(one.subject));
  if (stopped) return stopped;
  const because = await whyOver(one, ports);
  if (because) return endCase(one, because, scene);
  const askedAt = ports.now();
  const change = { preflight, options, askedAt: askedAt.toISOString(), ...(methodsBefore && { methodsBefore }) };
  // Before the case says so: one that is being issued and that nobody looks after would stay so.
  const firstLook = nextLook(change, askedAt) ?? askedAt;
  await ports.timers.at(firstLook, { kind: 'watch-case', case: one.id });
  const issuing = await saveCase(one, { ...change, status: 'issuing' }, scene);
  if (!issuing) return late(await showAgain(one.id, scene));
  if (await isOneTooMany(issuing, ports)) return stepBack(issuing, 'operator-limit', scene);
  await record(issuing, { event: 'issue-asked', details: detailsOf(issuing) }, 'begun', scene);
  if (!(await isStillHeld())) return stepBack(issuing, 'took-too-long', scene);
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

/** Graph was not asked. */
async function stepBack(
  issuing: TapCase,
  because: 'operator-limit' | 'took-too-long',
  scene: HelpdeskScene,
): Promise<Shown> {
  const isLimit = because === 'operator-limit';
  const preflight = { ...issuing.preflight, ...(isLimit && { needsSecondOperator: true }) };
  const open = await saveCase(issuing, { status: 'open', preflight }, scene);
  await record(issuing, { event: 'refused', details: { because } }, 'refused', scene);
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
  const next = withPreflight(one, preflight);
  const isAskedAgain = isSecondOver(one) && !next.second && problem === 'something-changed';
  const saved = await saveCase(next, {}, scene);
  if (!saved) return late(await showAgain(one.id, scene));
  return show(saved, scene, isAskedAgain ? 'ask-second-again' : problem);
}

/** Another press of the same button gets what became of the case; another operator learns who is at it. */
async function beingIssued(one: TapCase, { by, forSeconds }: OtherHolder, scene: HelpdeskScene): Promise<Shown> {
  if (by === one.operator) return late(await showAgain(one.id, scene));
  const theirs = (await scene.ports.cases.openOf(by)).find(({ subject }) => subject === one.subject);
  return alreadyIssued(one, theirs?.operatorName ?? '', forSeconds);
}

function alreadyIssued({ preflight }: TapCase, byName: string, seconds: number): AlreadyIssued {
  return { kind: 'already-issued', byName, secondsAgo: Math.max(0, Math.round(seconds)), name: preflight.name };
}
