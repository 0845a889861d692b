import { expireMatch } from './answer-match.ts';
import { carryOn } from './carry-on.ts';
import { caseView } from './case-view.ts';
import { takeKeyBack } from './close-seal.ts';
import type { SealedTap } from './ports.ts';
import type { HelpdeskPorts, HelpdeskTimers } from './scene.ts';
import { reopenTime, sealLifetime } from './seal-times.ts';
import { watchCase } from './watch-case.ts';

type TimerJob = Parameters<HelpdeskTimers['at']>[1];

/** A timer went off. It may come twice, or late: the case tells what is still to do. Nothing is issued from here, and nothing deleted in Entra. */
export async function followUp(job: TimerJob, ports: HelpdeskPorts): Promise<void> {
  switch (job.kind) {
    case 'expire-match':
      return expireMatch(job.case, ports);
    case 'sweep-seal':
      return sweepSeals(ports);
    case 'watch-case':
      return watchCase(job.case, ports);
  }
}

/** Our copies go when their time is over, and their keys with them; also those whose timer was never set. */
export async function sweepSeals(ports: HelpdeskPorts): Promise<void> {
  const now = ports.now().getTime();
  const before = { sealedBefore: new Date(now - sealLifetime), openedBefore: new Date(now - reopenTime) };
  for (const copy of await ports.sealedTaps.sweep(before)) {
    await takeKeyBack(copy, 'time', ports);
    if (!copy.firstOpenedAt) await carryOn('tell of a pass nobody opened', () => tellOf(copy, ports), ports);
  }
}

/** A TAP that nobody saw is of use to nobody: the operator is offered to delete it. */
async function tellOf(copy: SealedTap, ports: HelpdeskPorts): Promise<void> {
  const one = await ports.cases.load(copy.caseId);
  if (!one?.issued || one.issued.sealId !== copy.id || one.aftermath?.tapDeletedAt) return;
  const isOver = !(new Date(one.issued.validUntil) > ports.now());
  const isReplaced = (await ports.cases.lastIssued(one.subject))?.id !== one.id;
  if (isOver || isReplaced) return;
  const view = caseView(one, ports.settings, ports.now());
  await ports.messenger.send(one.operator, { kind: 'never-opened', case: view });
}
