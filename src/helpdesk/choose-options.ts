import type { Notice } from '../enrollment/reply.ts';
import { saveCase, show, showAgain, withOwnCase } from './act-on-case.ts';
import type { CaseOptions, TapCase } from './case.ts';
import type { HelpdeskCommand } from './command.ts';
import { day } from './limits.ts';
import type { HelpdeskReply } from './reply.ts';
import type { CaseProblem } from './reply-views.ts';
import type { HelpdeskScene } from './scene.ts';
import { isSecondOver, withoutSecond } from './second-question.ts';
import { mayDeliver } from './verification.ts';

/** Milliseconds. Longer than the longest TAP lives, nobody plans ahead. */
const furthestStart = 30 * day;

/** A way of delivery that still lacks a verification is kept, and listed among what is missing; one that no further verification makes right is refused. */
export async function chooseOptions(
  command: Extract<HelpdeskCommand, { kind: 'choose-options' }>,
  scene: HelpdeskScene,
): Promise<HelpdeskReply | Notice> {
  return withOwnCase(command.case, scene, async (one) => {
    const options = optionsFrom(command, one);
    const problem = problemWith(options, one, scene.ports.now());
    if (problem) return show(one, scene, problem);
    const again = isSecondOver(one) ? 'ask-second-again' : undefined;
    const saved = await saveCase(withoutSecond(one), { options }, scene);
    return saved ? show(saved, scene, again) : showAgain(one.id, scene);
  });
}

function optionsFrom(
  { lifetime, isUsableOnce, startsAt, delivery }: Extract<HelpdeskCommand, { kind: 'choose-options' }>,
  { preflight }: TapCase,
): CaseOptions {
  return { lifetime, isUsableOnce: isUsableOnce || preflight.onlyOnce, ...(startsAt && { startsAt }), delivery };
}

/** Also asked again at the act: what the policy allows may have changed since. */
export function problemWith(
  { lifetime, isUsableOnce, startsAt, delivery }: CaseOptions,
  { preflight, verifications }: Pick<TapCase, 'preflight' | 'verifications' | 'options'>,
  now: Date,
): CaseProblem | undefined {
  const { minimum, maximum } = preflight.lifetime;
  // Not "less than or more than": what is no number is outside, too.
  const isWithin = Number.isInteger(lifetime) && lifetime >= minimum && lifetime <= maximum;
  if (!isWithin || (preflight.onlyOnce && !isUsableOnce)) return 'lifetime-outside-policy';
  if (startsAt !== undefined && !isAhead(startsAt, now)) return 'start-out-of-range';
  if (delivery !== 'manager-chat') return undefined;
  if (!preflight.manager) return 'no-valid-manager';
  const options = { lifetime, isUsableOnce, delivery };
  return mayDeliver({ verifications, options }) ? undefined : 'manager-has-verified';
}

function isAhead(startsAt: string, now: Date): boolean {
  const start = Date.parse(startsAt);
  return start >= now.getTime() && start <= now.getTime() + furthestStart;
}
