import type { Command } from '../enrollment/command.ts';
import { wordsAlone } from './typed-text.ts';

/** What a button with a choice in it is called in the lists of typed words: `lost-how.gone`. */
export function choiceKey(command: Command): string | undefined {
  switch (command.kind) {
    case 'pick-phone':
      return `${command.kind}.${command.phone}`;
    case 'tell-os':
      return `${command.kind}.${command.version}`;
    case 'orphan':
      return `${command.kind}.${command.where}`;
    case 'try-it':
      return `${command.kind}.${command.how}`;
    case 'lost-how':
      return `${command.kind}.${command.what}`;
    default:
      return undefined;
  }
}

/** Said around a choice and of no weight: "it was", "my phone is an", "Galaxy S23 Ultra". No word here says "not". */
const aroundIt = new Set(
  [
    'i ive im have got own use using my our the a an its it is was has been got one and just for work company phone mobile',
    'smartphone cell device yes oh well think someone somebody they me mine please on with pro max ultra plus mini se note',
    'fold flip galaxy google apple android edge in to went saved there see still ich habe hab ein eine einen mein meine meins das es ist wurde handy telefon jai un une',
    'mon ma le la cest il elle a été téléphone portable tengo una mi el es me lo han móvil teléfono celular tenho um uma meu',
    'minha o foi telemóvel ho uno il mio mia è stato telefono cellulare ik heb een mijn het de telefoon toestel',
  ].flatMap((line) => line.split(' ')),
);

/** Whether a text is a phrase with nothing of weight around it. Compared as `wordsAlone` leaves them. */
export function saysOnly(phrase: string, words: string): boolean {
  const key = wordsAlone(phrase);
  if (key === '') return false;
  if (key === words) return true;
  const [before, after, more] = ` ${words} `.split(` ${key} `);
  if (before === undefined || after === undefined || more !== undefined) return false;
  return `${before} ${after}`
    .split(' ')
    .every((word) => word === '' || aroundIt.has(word) || /^[a-z]{0,3}\d+[a-z]{0,3}$/.test(word));
}
