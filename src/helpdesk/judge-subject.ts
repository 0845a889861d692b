import type { UserId } from '../passkeys/ids.ts';
import { findHearer } from './find-witness.ts';
import { day, hour } from './limits.ts';
import type { Freeze, Freezes } from './ports.ts';
import { type Judgement, judge } from './preflight.ts';
import type { HelpdeskPorts } from './scene.ts';
import type { SubjectFacts } from './subject.ts';

type JudgePorts = Pick<
  HelpdeskPorts,
  'subjects' | 'freezes' | 'cases' | 'requests' | 'roles' | 'messenger' | 'channel' | 'settings' | 'now'
>;

/** Reads everything that decides, now, and judges it: when a case is opened, and again when it is issued. */
export async function judgeSubject(
  subject: UserId,
  operator: UserId,
  ports: JudgePorts,
): Promise<{
  readonly facts: SubjectFacts;
  readonly frozenBy: readonly Freeze[];
  readonly judgement: Judgement;
}> {
  const { subjects, freezes, cases, requests, roles, settings } = ports;
  const time = ports.now();
  const [facts, freezing, byOperatorThisHour, forSubjectToday, open] = await Promise.all([
    subjects.factsAbout(subject),
    freezeOf(subject, time, freezes),
    cases.issuedSince(new Date(time.getTime() - hour), { operator }),
    cases.issuedSince(new Date(time.getTime() - day), { subject }),
    requests.openOf(subject),
  ]);
  const issued = { byOperatorThisHour, forSubjectToday };
  const operatorGroups = roles.groupsOf('helpdesk');
  const circumstances = {
    operator,
    operatorGroups,
    settings,
    ...freezing,
    issued,
    openRequests: open.length,
    hearer: await findHearer(facts, operator, ports),
    now: time,
  };
  return { facts, frozenBy: freezing.frozenBy, judgement: judge(facts, circumstances) };
}

/** One after the other: what is cleared in between is seen as one of the two. */
async function freezeOf(subject: UserId, now: Date, freezes: Freezes) {
  const frozenBy = await freezes.openOf(subject);
  const wasFrozenToday = await freezes.wasClearedSince(subject, new Date(now.getTime() - day));
  return { frozenBy, wasFrozenToday };
}
