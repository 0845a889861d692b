import { leftAlone } from '../../rollout/segment.ts';
import { languageName, ownParagraphs } from '../rollout-words.ts';
import type { Text } from '../text.ts';
import type { RolloutReplyOf, View } from '../view.ts';
import { type Words, words } from '../words.ts';
import { headView, sentencesView } from './helpdesk-plain.ts';

type Nudge = RolloutReplyOf<'nudge'>;

const nudge = 'rollout.reply.nudge';

export function nudgeView(reply: Nudge, text: Text): View {
  const { segment, round, ownWords, ownerName, campaignName, isSample } = reply;
  const when = round > 0 ? 'again' : 'first';
  // Whoever is left alone gets none: a sample of it says what is said to anybody.
  const key = `${nudge}.segment.${leftAlone.includes(segment) ? 'unknown' : segment}.${when}`;
  const own = ownWords ? ownParagraphs(ownWords) : [];
  return {
    layout: isSample ? 'desk' : 'message',
    title: text.say(own.length > 0 ? `${nudge}.own-words-title.${when}` : `${key}.title`),
    summary: text.say(`${key}.summary`),
    ...(isSample && { boxes: [{ style: 'emphasis', lines: [sampleWords(reply, text)] }] }),
    paragraphs:
      own.length > 0 ? [...own, ...dateWords(reply, text)] : [text.say(`${key}.lead`), ...dueWords(reply, text)],
    ...(isSample && { notes: [buttonWords(text)] }),
    small: words(
      [text.say(`${nudge}.why`, { owner: ownerName, campaign: campaignName }), ...stepsWords(text)].join('\n'),
    ),
  };
}

/** Nobody is surprised by steps in another language. */
function stepsWords(text: Text): readonly Words[] {
  return text.stepsLanguage === text.language
    ? []
    : [text.say(`${nudge}.goes-on`, { language: languageName(text.stepsLanguage, text) })];
}

/** Microsoft's own date is not the owner's to leave out. */
function dateWords({ segment }: Nudge, text: Text): readonly Words[] {
  return segment === 'sms-only' ? [text.say(`${nudge}.blocked-from`)] : [];
}

function dueWords({ deadline }: Nudge, text: Text): readonly Words[] {
  return deadline ? [text.say(`${nudge}.deadline`, { date: text.date(deadline, 'date') })] : [];
}

function sampleWords({ segment }: Nudge, text: Text): Words {
  return text.say(`${nudge}.sample`, { segment: { own: text.say(`rollout.segment.${segment}`) } });
}

const theirButtons = [
  'set-up-now',
  'snooze.tomorrow',
  'snooze.next-week',
  'snooze.date',
  'ask-why-not',
  'why-this-message',
  'stop-nudges',
] as const;

/** Named, not shown: pressed on a sample, they would be pressed for its reader. */
function buttonWords(text: Text): Words {
  const buttons = theirButtons.map((name) => `**${text.say(`rollout.button.${name}`)}**`).join(' · ');
  return text.say(`${nudge}.sample-buttons`, { buttons: { own: words(buttons) } });
}

export function snoozedView({ until }: RolloutReplyOf<'snoozed'>, text: Text): View {
  return messageView('rollout.reply.snoozed', text, { moment: text.date(until, 'moment') });
}

export function snoozeRefusedView({ because }: RolloutReplyOf<'snooze-refused'>, text: Text): View {
  return sentencesView(`rollout.reply.snooze-refused.${because}`, text);
}

export function cannotNotedView({ request }: RolloutReplyOf<'cannot-noted'>, text: Text): View {
  const key = 'rollout.reply.cannot-noted';
  const asked = request === undefined ? [] : [text.say(`${key}.request`, { number: String(request) })];
  return { ...headView(key, text), layout: 'message', paragraphs: [text.say(`${key}.lead`), ...asked] };
}

export function whyThisMessageView(reply: RolloutReplyOf<'why-this-message'>, text: Text): View {
  const { campaignName, ownerName, deadline } = reply;
  const key = 'rollout.reply.why-this-message';
  return {
    ...headView(key, text),
    layout: 'message',
    paragraphs: [
      text.say(`${key}.lead`, { owner: ownerName, campaign: campaignName }),
      ...(deadline ? [text.say(`${key}.deadline`, { date: text.date(deadline, 'date') })] : []),
      text.say(`${key}.then`),
    ],
    small: text.say(`${key}.genuine`),
  };
}

export function messageView(key: string, text: Text, values: Readonly<Record<string, string>> = {}): View {
  return { ...sentencesView(key, text, values), layout: 'message' };
}
