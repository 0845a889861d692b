import { carryOn } from './carry-on.ts';
import type { TapCase, Verification } from './case.ts';
import type { Hearer } from './find-witness.ts';
import type { HelpdeskReply } from './reply.ts';
import { saveOver } from './save-over.ts';
import type { HelpdeskPorts } from './scene.ts';
import { isDelivered, tellSecurity } from './tell-instead.ts';

type TapNotice = Extract<HelpdeskReply, { kind: 'tap-notice' }>;
type Unreached = 'no-valid-manager' | 'manager-unreachable' | 'subject-unreachable' | 'nobody-told';

/**
 * Whoever got a TAP is told, and so is the manager, or security where there is no way to the manager: who, when, for what. There is no opting out, and
 * it makes no difference that the TAP goes to the same chat. Nobody to tell, or no way to, is an alarm that stays in the audit.
 */
export async function notifyOfTap(
  one: TapCase,
  ports: HelpdeskPorts,
  delivery: TapNotice['delivery'] = one.options.delivery,
): Promise<{ readonly isSubjectTold: boolean }> {
  const notice = { ...noticeOf(one, ports.now()), delivery };
  const { manager, name } = one.preflight;
  const isSubjectTold = await isDelivered(one.subject, notice, ports);
  const isManagerTold = manager !== undefined && (await isDelivered(manager.id, { ...notice, forName: name }, ports));
  const instead = isManagerTold ? undefined : await tellSecurity(securityNotice(one, notice), ports);
  const isNobodyTold = !isSubjectTold && !isManagerTold && !instead;
  const unreached: readonly Unreached[] = [
    ...(isSubjectTold ? [] : (['subject-unreachable'] as const)),
    ...(isManagerTold ? [] : ([manager ? 'manager-unreachable' : 'no-valid-manager'] as const)),
    ...(isNobodyTold ? (['nobody-told'] as const) : []),
  ];
  for (const because of unreached) await raise(one, because, instead, ports);
  const aftermath = { toldAt: ports.now().toISOString(), isSubjectTold };
  await carryOn('note that they were told', () => saveOver(one.id, { aftermath }, ports), ports);
  return { isSubjectTold };
}

function securityNotice({ subject, operator, preflight, request }: TapCase, notice: TapNotice) {
  const { name } = preflight;
  return {
    except: [subject, operator],
    inChat: { ...notice, forName: name, isForSecurity: true },
    inChannel: { kind: 'channel-notice', what: 'pass', name, ...(request !== undefined && { number: request }) },
  } as const;
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

async function raise(
  { id, subject, operator }: TapCase,
  because: Unreached,
  instead: Hearer | undefined,
  ports: HelpdeskPorts,
): Promise<void> {
  const fields = { user: subject, operator, case: id, because, instead };
  if (because === 'nobody-told') ports.log.error(fields, 'A pass was issued and nobody could be told');
  else ports.log.warn(fields, 'A pass was issued and somebody could not be told');
  const details = { because, ...(instead && { instead }) };
  const entry = { at: ports.now(), event: 'alarm', actor: operator, subject, caseId: id, details } as const;
  await carryOn('audit', () => ports.audit.append(entry), ports);
}
