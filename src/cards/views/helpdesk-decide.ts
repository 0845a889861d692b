import { listed, nameAlone, verificationWords } from '../helpdesk-words.ts';
import type { Text } from '../text.ts';
import type { HelpdeskReplyOf, View } from '../view.ts';
import { flagBox, passWords } from './helpdesk-case.ts';
import { sentencesView } from './helpdesk-plain.ts';

export function managerQuestionView(reply: HelpdeskReplyOf<'manager-question'>, text: Text): View {
  const { name, operatorName, expiresAt } = reply;
  const values = { name, operator: operatorName, time: text.date(expiresAt, 'time') };
  return sentencesView('helpdesk.reply.manager-question', text, values);
}

export function secondQuestionView(reply: HelpdeskReplyOf<'second-question'>, text: Text): View {
  const { name, operatorName, reason, verifications, options, managerName, redFlags, expiresAt } = reply;
  const key = 'helpdesk.reply.second-question';
  const delivery = text.say(`${key}.delivery.${options.delivery}`, { manager: managerName ?? '' });
  return {
    ...sentencesView(key, text, { operator: operatorName }),
    who: nameAlone(name, text),
    boxes: flagBox(redFlags, text),
    facts: [
      { label: text.say(`${key}.row.reason`), value: text.say('helpdesk.quoted', { words: reason }) },
      { label: text.say(`${key}.row.pass`), value: passWords({ options }, text) },
      { label: text.say(`${key}.row.delivery`), value: delivery },
      {
        label: text.say(`${key}.row.checked`),
        value:
          verifications.length > 0
            ? listed(verifications.map((done) => verificationWords(done, text)))
            : text.say(`${key}.nothing-checked`),
      },
      {
        label: text.say(`${key}.row.until`),
        value: text.say('helpdesk.quoted', { words: text.date(expiresAt, 'time') }),
      },
    ],
  };
}

export function decidedView({ approved }: HelpdeskReplyOf<'decided'>, text: Text): View {
  return sentencesView(`helpdesk.reply.decided.${approved ? 'yes' : 'no'}`, text);
}
