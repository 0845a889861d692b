import type { PersonView, TapRefusal } from '../../helpdesk/reply-views.ts';
import { personDetails, whoWords } from '../helpdesk-words.ts';
import type { Text } from '../text.ts';
import type { Box, HelpdeskReplyOf, View } from '../view.ts';
import type { Words } from '../words.ts';
import { headView, sentencesView } from './helpdesk-plain.ts';

export function askForPersonView({ problem, query, isForTaps }: HelpdeskReplyOf<'ask-for-person'>, text: Text): View {
  const key = 'helpdesk.reply.ask-for-person';
  const why = problem === 'nobody' && !query ? 'gone' : problem;
  return {
    ...sentencesView(isForTaps ? `${key}.taps` : key, text),
    ...(why && { boxes: [{ style: 'warning', lines: [text.say(`${key}.problem.${why}`, { query: query ?? '' })] }] }),
  };
}

export function whichPersonView({ people, more }: HelpdeskReplyOf<'which-person'>, text: Text): View {
  const key = 'helpdesk.reply.which-person';
  return {
    ...sentencesView(key, text),
    layout: 'list',
    items: people.map((person, index) => personItem(person, index + 1, text)),
    ...(more && { notes: [text.say(`${key}.more`)] }),
  };
}

function personItem(person: PersonView, number: number, text: Text): readonly Words[] {
  const { name, isNameSuspicious } = person;
  return [
    text.say('helpdesk.person.numbered', { number, name }),
    ...personDetails(person, text),
    ...(isNameSuspicious ? [text.say('helpdesk.person.suspicious')] : []),
  ];
}

export function anotherWayFirstView(reply: HelpdeskReplyOf<'another-way-first'>, text: Text): View {
  const { person, ways, hasAccountRecovery } = reply;
  const key = 'helpdesk.reply.another-way-first';
  return {
    ...headView(key, text),
    who: whoWords(person, text),
    paragraphs: ways.length > 0 ? [text.say(`${key}.lead`)] : [],
    boxes: suspicion(person, text),
    bullets: [
      ...ways.map((way) => text.say(`helpdesk.way.${way}`)),
      ...(hasAccountRecovery ? [text.say(`${key}.recovery`)] : []),
    ],
    notes: [text.say(`${key}.first`)],
  };
}

export function tapRefusedView({ person, refusal }: HelpdeskReplyOf<'tap-refused'>, text: Text): View {
  return {
    ...headView('helpdesk.reply.tap-refused', text),
    who: whoWords(person, text),
    boxes: [{ style: 'attention', lines: [whyNot(refusal, text)] }, ...suspicion(person, text)],
    notes: [whoCould(refusal, text)],
  };
}

function whyNot(refusal: TapRefusal, text: Text): Words {
  if (refusal.kind !== 'unknown') return text.say(`helpdesk.refusal.${refusal.kind}.why`);
  return text.say('helpdesk.refusal.unknown.why', { what: { own: text.say(`helpdesk.unread.${refusal.what}`) } });
}

function whoCould(refusal: TapRefusal, text: Text): Words {
  const role = 'roleThatCould' in refusal ? refusal.roleThatCould : undefined;
  return role ? text.say(`helpdesk.role-that-could.${role}`) : text.say(`helpdesk.refusal.${refusal.kind}.who`);
}

export function frozenView({ person, since, freezes, canClear }: HelpdeskReplyOf<'frozen'>, text: Text): View {
  const key = 'helpdesk.reply.frozen';
  return {
    ...headView(key, text),
    who: whoWords(person, text),
    boxes: [
      { style: 'attention', lines: [text.say(`${key}.why`, { moment: text.date(since, 'moment') })] },
      ...suspicion(person, text),
    ],
    bullets: freezes.map(({ because, at }) =>
      text.say(`${key}.because.${because}`, { moment: text.date(at, 'moment') }),
    ),
    notes: [text.say(canClear ? `${key}.can-clear` : `${key}.cannot-clear`)],
  };
}

function suspicion({ isNameSuspicious }: PersonView, text: Text): readonly Box[] {
  return isNameSuspicious ? [{ style: 'attention', lines: [text.say('helpdesk.flag.suspicious-name')] }] : [];
}

export function caseOverView({ status, name, because }: HelpdeskReplyOf<'case-over'>, text: Text): View {
  const key = `helpdesk.reply.case-over`;
  return {
    ...headView(key, text, {}, `${key}.${status}`),
    paragraphs: [text.say(because ? `${key}.${because}` : `${key}.${status}.lead`, { name })],
  };
}

export function alreadyIssuedView(reply: HelpdeskReplyOf<'already-issued'>, text: Text): View {
  const key = 'helpdesk.reply.already-issued';
  const { byName, name, secondsAgo, isSecondOver } = reply;
  const ago =
    secondsAgo < 120
      ? text.say('helpdesk.duration.seconds', { count: Math.max(1, Math.round(secondsAgo)) })
      : text.say('helpdesk.duration.minutes', { count: Math.round(secondsAgo / 60) });
  const view = sentencesView(key, text, { by: byName, name, ago: { own: ago } });
  return { ...view, ...(isSecondOver && { notes: [text.say(`${key}.second-over`)] }) };
}

/** Both an act of the operator's and the sign-in before it: who can put it right is the same. */
export function entraRefusedView(
  { kind, because, requestId }: HelpdeskReplyOf<'sign-in-refused'> | HelpdeskReplyOf<'write-refused'>,
  text: Text,
): View {
  return {
    ...headView(`helpdesk.reply.${kind}`, text),
    boxes: [{ style: 'attention', lines: [text.say(`helpdesk.write-refusal.${because}.why`)] }],
    notes: [text.say(`helpdesk.write-refusal.${because}.who`)],
    ...(requestId && { small: text.say('helpdesk.request-id', { id: requestId }) }),
  };
}
