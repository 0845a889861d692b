import type { Text } from '../text.ts';
import type { HelpdeskReplyOf, View } from '../view.ts';
import type { Words } from '../words.ts';
import { sentencesView } from './helpdesk-plain.ts';

export function matchView(
  { kind, operatorName, expiresAt }: HelpdeskReplyOf<'match-card'> | HelpdeskReplyOf<'type-digits'>,
  text: Text,
): View {
  const key = `helpdesk.reply.${kind}`;
  const values = { operator: operatorName, time: text.date(expiresAt, 'time') };
  return { ...sentencesView(key, text, values), notes: [text.say(`${key}.not-me`)] };
}

export function matchOverView({ how }: HelpdeskReplyOf<'match-over'>, text: Text): View {
  return sentencesView(`helpdesk.reply.match-over.${how}`, text);
}

export function tapReadyView(reply: HelpdeskReplyOf<'tap-ready'>, text: Text): View {
  return sentencesView(`helpdesk.reply.tap-ready.${readerOf(reply)}`, text, passValues(reply, text));
}

export function tapOpenedView(reply: HelpdeskReplyOf<'tap-opened'>, text: Text): View {
  const key = `helpdesk.reply.tap-opened.${readerOf(reply)}`;
  const values = passValues(reply, text);
  return {
    ...sentencesView(key, text, values),
    layout: 'steps',
    steps: text.list(`${key}.steps`, values),
    notes: text.list(`${key}.notes`, values),
  };
}

export function tapOverView(reply: HelpdeskReplyOf<'tap-over'>, text: Text): View {
  return sentencesView(`helpdesk.reply.tap-over.${readerOf(reply)}`, text, { name: reply.forName ?? '' });
}

type Pass = HelpdeskReplyOf<'tap-ready'> | HelpdeskReplyOf<'tap-opened'>;

function readerOf({ forName }: Pick<Pass, 'forName'>): 'own' | 'report' {
  return forName ? 'report' : 'own';
}

function passValues({ forName, validUntil, isUsableOnce }: Pass, text: Text) {
  return { name: forName ?? '', moment: text.date(validUntil, 'moment'), once: isUsableOnce ? 'yes' : 'no' };
}

export function tapNoticeView(reply: HelpdeskReplyOf<'tap-notice'>, text: Text): View {
  const { operatorName, at, delivery, verification, forName, isForSecurity } = reply;
  const key = `helpdesk.reply.tap-notice.${isForSecurity ? 'security' : forName ? 'report' : 'own'}`;
  const checked = text.say(`${key}.checked-by.${verification}`);
  return {
    ...sentencesView(key, text, {
      operator: operatorName,
      moment: text.date(at, 'moment'),
      name: forName ?? '',
      checked: { own: checked },
      delivery: { own: text.say(`${key}.delivery.${delivery}`) },
    }),
    notes: [text.say(`${key}.wrong`, { name: forName ?? '' })],
  };
}

export function tapNotMineDoneView(_reply: HelpdeskReplyOf<'tap-not-mine-done'>, text: Text): View {
  const key = 'helpdesk.reply.tap-not-mine-done';
  return { ...sentencesView(key, text), layout: 'steps', steps: text.list(`${key}.steps`) };
}

export function accountChangedView(reply: HelpdeskReplyOf<'account-changed'>, text: Text): View {
  const { operatorName, at, changes, forName } = reply;
  const key = `helpdesk.reply.account-changed${forName === undefined ? '' : '.theirs'}`;
  const of = {
    own: forName ? text.say('helpdesk.person.name', { name: forName }) : text.say('helpdesk.person.unreadable'),
  };
  const by = { own: byWords(operatorName, text) };
  return {
    ...sentencesView(key, text, { by, of, moment: text.date(at, 'moment') }),
    bullets: changes.map(({ what, name }) =>
      text.say(`${key}.change.${what === 'method' && !name ? 'method-unnamed' : what}`, { name: name ?? '' }),
    ),
    notes: [text.say(`${key}.wrong`)],
  };
}

export function requestStateView({ number, state, operatorName }: HelpdeskReplyOf<'request-state'>, text: Text): View {
  const key = `helpdesk.reply.request-state.${state}`;
  return sentencesView(key, text, { number: String(number), by: { own: byWords(operatorName, text) } });
}

function byWords(name: string | undefined, text: Text): Words {
  return name ? text.say('helpdesk.operator.named', { name }) : text.say('helpdesk.operator.unnamed');
}
