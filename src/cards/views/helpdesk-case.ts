import type { RedFlag } from '../../helpdesk/case.ts';
import { isReady } from '../../helpdesk/case-actions.ts';
import type { CaseProblem, CaseView } from '../../helpdesk/reply-views.ts';
import { durationWords, listed, verificationWords, whoWords } from '../helpdesk-words.ts';
import type { Text } from '../text.ts';
import type { Box, Fact, HelpdeskReplyOf, View } from '../view.ts';
import { type Words, words } from '../words.ts';

const key = 'helpdesk.reply.case';

/** The operator's workbench: who, what is suspicious, where it stands, and what to do next. */
export function caseReplyView({ case: one, problem }: HelpdeskReplyOf<'case'>, text: Text): View {
  const stage = stageOf(one);
  const { preflight, match } = one;
  const values = valuesOf(one, text);
  return {
    layout: 'desk',
    title: text.say(`${key}.stage.${stage}.title`),
    summary: text.say(`${key}.stage.${stage}.summary`),
    who: whoWords(preflight, text),
    paragraphs: [text.say(`${key}.stage.${stage}.next`, values)],
    ...(match?.digits && { digits: match.digits }),
    boxes: [...flagBox(preflight.redFlags, text), ...problemBox(problem, one, text)],
    facts: factsOf(one, text),
    small: listed([
      text.say(`${key}.fine`, { time: text.date(preflight.readAt, 'time') }),
      text.say(`${key}.open-until`, { time: text.date(one.expiresAt, 'time') }),
    ]),
  };
}

type Stage =
  | 'issuing'
  | 'ready'
  | 'replace'
  | 'digits'
  | 'sent'
  | 'manager-asked'
  | 'verification'
  | 'second-verification'
  | 'outside-teams'
  | 'not-to-manager'
  | 'second-asked'
  | 'second-refused'
  | 'second-operator';

/** What the operator should know first. */
function stageOf(one: CaseView): Stage {
  const { status, missing, match, manager, second, options } = one;
  if (status === 'issuing') return 'issuing';
  if (isReady(one)) return missing.includes('confirm-replace') ? 'replace' : 'ready';
  if (match?.state === 'opened') return 'digits';
  if (match?.state === 'sent') return 'sent';
  if (missing.includes('verification')) return manager?.state === 'asked' ? 'manager-asked' : 'verification';
  if (missing.includes('second-verification')) {
    return manager?.state === 'asked' ? 'manager-asked' : 'second-verification';
  }
  if (missing.includes('verification-outside-teams')) {
    return options.delivery === 'manager-chat' ? 'not-to-manager' : 'outside-teams';
  }
  if (second?.state === 'refused') return 'second-refused';
  return second?.state === 'asked' ? 'second-asked' : 'second-operator';
}

function valuesOf({ match, manager, second, preflight }: CaseView, text: Text) {
  const time = (iso: string | undefined) => (iso ? text.date(iso, 'time') : '');
  const { existingTap } = preflight;
  return {
    match: time(match?.expiresAt),
    manager: preflight.manager?.name ?? '',
    managerTime: time(manager?.expiresAt),
    secondTime: time(second?.expiresAt),
    reason: second?.reason ?? '',
    existing: existingTap?.validUntil ? text.date(existingTap.validUntil, 'moment') : '',
    dated: existingTap?.validUntil ? 'yes' : 'no',
  };
}

export function flagBox(flags: readonly RedFlag[], text: Text): readonly Box[] {
  if (flags.length === 0) return [];
  return [{ style: 'attention', lines: flags.map((flag) => text.say(`helpdesk.flag.${flag}`)) }];
}

function problemBox(problem: CaseProblem | undefined, { preflight }: CaseView, text: Text): readonly Box[] {
  if (!problem) return [];
  const { minimum, maximum } = preflight.lifetime;
  const range = { minimum: { own: durationWords(minimum, text) }, maximum: { own: durationWords(maximum, text) } };
  return [{ style: 'warning', lines: [text.say(`helpdesk.problem.${problem}`, range)] }];
}

function factsOf(one: CaseView, text: Text): readonly Fact[] {
  const { preflight, missing } = one;
  const rows: readonly (readonly [name: string, values: readonly Words[]])[] = [
    ['missing', missing.map((gap) => text.say(`helpdesk.gap.${gap}`))],
    ['verified', one.verifications.map((done) => verificationWords(done, text))],
    ['asked', answersOf(one, text)],
    ['pass', [passWords(one, text), ...whyMoreThanOnce(one, text)]],
    ['delivery', [text.say(`helpdesk.delivery.${one.options.delivery}`, { manager: preflight.manager?.name ?? '' })]],
    ['readiness', one.outset ? [text.say(`helpdesk.readiness.${one.outset.readiness}`)] : []],
    ['account', accountWords(one, text)],
  ];
  return rows
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => ({ label: text.say(`${key}.row.${name}`), value: listed(values) }));
}

/** What was asked of others and is not, or not yet, a verification. */
function answersOf({ match, manager, second, preflight }: CaseView, text: Text): readonly Words[] {
  const lines: Words[] = [];
  if (match && match.state !== 'matched') {
    lines.push(text.say(`helpdesk.match.${match.state}`, { time: text.date(match.expiresAt, 'time') }));
  }
  for (const [who, decision] of [['manager', manager] as const, ['second', second] as const]) {
    if (!decision || (who === 'manager' && decision.state === 'approved')) continue;
    const values = {
      name: preflight.manager?.name ?? '',
      time: text.date(decision.expiresAt, 'time'),
      reason: decision.state === 'refused' && decision.reason ? decision.reason : '',
    };
    const because = values.reason ? '-because' : '';
    lines.push(text.say(`helpdesk.decision.${who}.${decision.state}${because}`, values));
  }
  return lines;
}

export function passWords({ options }: Pick<CaseView, 'options'>, text: Text): Words {
  const { lifetime, isUsableOnce, startsAt } = options;
  return text.say('helpdesk.pass', {
    duration: { own: durationWords(lifetime, text) },
    once: isUsableOnce ? 'yes' : 'no',
    start: startsAt ? text.date(startsAt, 'moment') : '',
    later: startsAt ? 'yes' : 'no',
  });
}

function whyMoreThanOnce({ options, outset }: CaseView, text: Text): readonly Words[] {
  return outset?.isEmptyHanded && !options.isUsableOnce ? [text.say('helpdesk.pass-for-two')] : [];
}

function accountWords({ preflight }: CaseView, text: Text): readonly Words[] {
  const { existingTap, passkeys, otherWays } = preflight;
  const until = existingTap?.validUntil;
  const ways = otherWays.map((way) => text.say(`helpdesk.way-short.${way}`)).join(', ');
  return [
    ...(existingTap
      ? [
          until
            ? text.say('helpdesk.existing.until', { moment: text.date(until, 'moment') })
            : text.say('helpdesk.existing.unknown'),
        ]
      : []),
    ...(passkeys > 0 ? [text.say('helpdesk.passkeys', { count: passkeys })] : []),
    ...(otherWays.length > 0 ? [text.say('helpdesk.other-ways', { ways: { own: words(ways) } })] : []),
  ];
}
