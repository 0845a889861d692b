import { carryOn } from './carry-on.ts';
import type { TapCase, Verification } from './case.ts';
import type { HelpdeskReply } from './reply.ts';
import { saveOver } from './save-over.ts';
import type { HelpdeskPorts } from './scene.ts';

type TapNotice = Extract<HelpdeskReply, { kind: 'tap-notice' }>;
type Unreached = 'no-valid-manager' | 'manager-unreachable' | 'subject-unreachable';

/**
 * Whoever got a TAP is told, and so is the manager: who, when, for what. There is no opting out, and it makes no difference that the TAP goes to the
 * same chat. Nobody to tell, or no way to, is an alarm that stays in the audit.
 */
export async function notifyOfTap(
  one: TapCase,
  ports: HelpdeskPorts,
  delivery: TapNotice['delivery'] = one.options.delivery,
): Promise<{ readonly isSubjectTold: boolean }> {
  const notice = { ...noticeOf(one, ports.now()), delivery };
  const { manager } = one.preflight;
  const unreached: Unreached[] = [];
  if (!(await isSent(() => ports.messenger.send(one.subject, notice), ports))) unreached.push('subject-unreachable');
  if (!manager) unreached.push('no-valid-manager');
  const forManager = { ...notice, forName: one.preflight.name };
  if (manager && !(await isSent(() => ports.messenger.send(manager.id, forManager), ports))) {
    unreached.push('manager-unreachable');
  }
  for (const because of unreached) await raise(one, because, ports);
  const isSubjectTold = !unreached.includes('subject-unreachable');
  const aftermath = { toldAt: ports.now().toISOString(), isSubjectTold };
  await carryOn('note that they were told', () => saveOver(one.id, { aftermath }, ports), ports);
  return { isSubjectTold };
}

async function isSent(send: () => Promise<string | undefined>, ports: HelpdeskPorts): Promise<boolean> {
  return (await carryOn('tell of a pass', send, ports)) !== undefined;
}

function noticeOf({ id, operatorName, issued, askedAt, options, verifications }: TapCase, now: Date): TapNotice {
  return {
    kind: 'tap-notice',
    case: id,
    operatorName,
    at: issued?.at ?? askedAt ?? now.toISOString(),
    delivery: options.delivery,
    verification: inAWord(verifications),
  };
}

function inAWord(verifications: readonly Verification[]): TapNotice['verification'] {
  const [only] = verifications;
  if (!only || verifications.length > 1) return 'several';
  return only.kind === 'recorded' ? only.method : only.kind;
}

async function raise({ id, subject, operator }: TapCase, because: Unreached, ports: HelpdeskPorts): Promise<void> {
  ports.log.warn({ user: subject, operator, case: id, because }, 'A pass was issued and somebody could not be told');
  const entry = {
    at: ports.now(),
    event: 'alarm',
    actor: operator,
    subject,
    caseId: id,
    details: { because },
  } as const;
  await carryOn('audit', () => ports.audit.append(entry), ports);
}
