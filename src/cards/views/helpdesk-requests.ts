import type { Reply } from '../../enrollment/reply.ts';
import { mostRequests } from '../../helpdesk/actions.ts';
import type { RequestListItem } from '../../helpdesk/reply-views.ts';
import { nameAlone, waitWords } from '../helpdesk-words.ts';
import type { Text } from '../text.ts';
import type { Fact, HelpdeskReplyOf, View } from '../view.ts';
import { type Words, words } from '../words.ts';
import { headView, sentencesView } from './helpdesk-plain.ts';
import { factView } from './own-data.ts';

export function requestsView({ items, more }: HelpdeskReplyOf<'requests'>, text: Text): View {
  const key = 'helpdesk.reply.requests';
  const shown = items.slice(0, mostRequests);
  const isCut = more || shown.length < items.length;
  return {
    ...headView(key, text),
    layout: 'list',
    title: text.say(shown.length > 0 ? `${key}.title` : `${key}.title-none`),
    paragraphs: [text.say(shown.length > 0 ? `${key}.lead` : `${key}.none`, { count: shown.length })],
    items: shown.map((item) => [
      text.say(`helpdesk.request.${item.name ? 'named' : 'unnamed'}`, { number: String(item.number), name: item.name }),
      text.say(`helpdesk.about.${item.about}`),
      text.say(`helpdesk.request.${standing(item)}`, standingValues(item, text)),
    ]),
    ...(isCut && { notes: [text.say(`${key}.more`, { count: shown.length })] }),
  };
}

function standing({ isMine, claimedByName }: RequestListItem): 'mine' | 'taken' | 'waiting' {
  return isMine ? 'mine' : claimedByName ? 'taken' : 'waiting';
}

function standingValues({ waitingMinutes, claimedByName, openedAt }: RequestListItem, text: Text) {
  return {
    wait: { own: waitWords(waitingMinutes, text) },
    by: claimedByName ?? '',
    moment: text.date(openedAt, 'moment'),
  };
}

export function requestView(
  { item, diagnosis, isForAnother, abandoned }: HelpdeskReplyOf<'request'>,
  text: Text,
): View {
  const key = 'helpdesk.reply.request';
  return {
    layout: 'desk',
    title: text.say(`${key}.title`, { number: String(item.number) }),
    summary: text.say(`${key}.summary`, { number: String(item.number) }),
    who: {
      name: item.name ? nameAlone(item.name, text).name : text.say('helpdesk.person.unreadable'),
      details: [
        text.say(`helpdesk.about.${item.about}`),
        text.say(`helpdesk.request.${standing(item)}`, standingValues(item, text)),
      ],
    },
    ...(item.about === 'not-me' && { boxes: [{ style: 'attention' as const, lines: [text.say(`${key}.not-me`)] }] }),
    facts: diagnosis.map((line) => diagnosisFact(line, text)),
    notes: [
      ...(diagnosis.length === 0 ? [text.say(`${key}.no-diagnosis`)] : []),
      ...(isForAnother ? [text.say(`${key}.for-another`)] : []),
      ...(abandoned && !isForAnother
        ? [text.say(`${key}.abandoned.${abandoned}`, { by: item.claimedByName ?? '' })]
        : []),
    ],
  };
}

/** Ids of ours have words; versions and what the user typed are shown as they are. */
function diagnosisFact({ what, value, result }: HelpdeskReplyOf<'request'>['diagnosis'][number], text: Text): Fact {
  const meaning = [`helpdesk.diagnosis-value.${what}.${value}`, `${what}.${value}.label`, `${what}.${value}`].find(
    text.has,
  );
  const shown = meaning ? text.say(meaning) : valueWords(what, value, result, text);
  return {
    label: labelWords(what, text),
    value: result === 'fail' ? words(`✗ ${shown}`) : shown,
  };
}

function labelWords(what: string, text: Text): Words {
  const key = `helpdesk.diagnosis.${what}`;
  return text.has(key) ? text.say(key) : text.say('helpdesk.diagnosis-other', { what });
}

function valueWords(what: string, value: string, result: string | undefined, text: Text): Words {
  if (value && value !== result) return text.say('fact.value', { value });
  const key = `fact.${what}.${result}`;
  return text.has(key) ? text.say(key, { value: '' }) : text.say(result ? `fact.${result}` : 'fact.unknown');
}

export function requestClosedView({ number, wasGone, isUntold }: HelpdeskReplyOf<'request-closed'>, text: Text): View {
  const how = wasGone ? 'gone' : isUntold ? 'untold' : 'told';
  return sentencesView(`helpdesk.reply.request-closed.${how}`, text, { number: String(number) });
}

/** What the user sees, without anything to press, and what is read about them. */
export function userView(
  { name, screen, facts = [], isUntold }: HelpdeskReplyOf<'user-view'>,
  text: Text,
  viewOf: (screen: Reply) => View,
): View {
  const key = 'helpdesk.reply.user-view';
  return {
    ...headView(key, text),
    paragraphs: [text.say(`${key}.${isUntold ? 'untold' : 'lead'}${name ? '' : '-unnamed'}`, { name })],
    boxes: [{ style: 'emphasis', lines: screen ? quoted(viewOf(screen)) : [text.say(`${key}.nothing`)] }],
    facts: facts
      .filter(saysSomething)
      .map((fact) => ({ label: labelWords(fact.what, text), value: factView(fact, text).value })),
  };
}

function saysSomething({ result, value }: NonNullable<HelpdeskReplyOf<'user-view'>['facts']>[number]): boolean {
  return result !== 'not-needed' || Boolean(value);
}

/** For all who read the channel: a name and a number. */
export function channelRequestView({ number, name, isAlarm }: HelpdeskReplyOf<'channel-request'>, text: Text): View {
  const key = `helpdesk.reply.channel-request${isAlarm ? '.alarm' : ''}`;
  return {
    ...sentencesView(key, text, { number: String(number), name }),
    ...(!name && { paragraphs: [text.say(`${key}.lead-unnamed`)] }),
  };
}

/** For all who read the channel: a name, and a number where there is one. */
export function channelNoticeView({ what, name, number }: HelpdeskReplyOf<'channel-notice'>, text: Text): View {
  const key = `helpdesk.reply.channel-notice.${what}`;
  return {
    ...sentencesView(key, text, { name }),
    ...(!name && { paragraphs: [text.say(`${key}.lead-unnamed`)] }),
    ...(number !== undefined && {
      notes: [text.say('helpdesk.reply.channel-notice.number', { number: String(number) })],
    }),
  };
}

function quoted({ title, paragraphs = [], bullets = [], steps = [], facts = [], notes = [] }: View): readonly Words[] {
  return [
    words(`**${title}**`),
    ...paragraphs,
    ...bullets.map((bullet) => words(`• ${bullet}`)),
    ...steps.map((step, index) => words(`${index + 1}. ${step}`)),
    ...facts.map(({ label, value }) => words(`${label}: ${value}`)),
    ...notes,
  ];
}
