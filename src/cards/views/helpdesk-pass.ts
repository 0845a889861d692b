import { type SpelledCharacter, spellTap } from '../../helpdesk/spell-tap.ts';
import type { Text } from '../text.ts';
import type { HelpdeskReplyOf, View } from '../view.ts';
import { type Words, words } from '../words.ts';
import { headView } from './helpdesk-plain.ts';

/** In a dialog, and gone with it. */
export function passView({ tap, validUntil, forWhom }: HelpdeskReplyOf<'tap'>, text: Text): View {
  const key = 'helpdesk.reply.tap';
  const { groups, characters } = spellTap(tap);
  let from = 0;
  const spelled = groups.map((typed) => {
    const until = from + Array.from(typed).length;
    const said = characters.slice(from, until).map((character) => say(character, text));
    from = until;
    return { typed, spelled: words(said.join(', ')) };
  });
  const values = { moment: text.date(validUntil, 'moment') };
  return {
    ...headView(key, text, {}, `${key}.${forWhom}`),
    layout: 'pass',
    paragraphs: [text.say(`${key}.until`, values), text.say(`${key}.${forWhom}.only`), text.say(`${key}.wait`)],
    pass: { groups: spelled },
    small: text.say(`${key}.closing`),
  };
}

function say(one: SpelledCharacter, text: Text): Words {
  const { kind, character } = one;
  if (kind !== 'sign') return text.say(`helpdesk.spell.${kind}`, { character });
  return one.name ? text.say(`helpdesk.sign.${one.name}`) : text.say('helpdesk.spell.small-letter', { character });
}
