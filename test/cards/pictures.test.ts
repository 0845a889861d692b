import { readdirSync, statSync } from 'node:fs';
import { loadStrings } from '../../src/cards/load-strings.ts';
import { pictureOf, stepIds } from '../../src/enrollment/steps.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { nodesOf } from './read-card.ts';
import { executing, languages, someReader } from './some-renderer.ts';

const folder = new URL('../../cards/images/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.png'));

test.each(files)('%s is small and belongs to a step', (file) => {
  const pictures = new Set(stepIds.map(pictureOf));

  expect(statSync(new URL(file, folder)).size).toBeLessThanOrEqual(15 * 1024);
  expect(pictures).toContain(file.replace(/\.png$/, ''));
});

test.each(languages)('every picture is on the card itself and is described, in %s', (locale) => {
  const images = everyReply
    .flatMap((reply) => nodesOf(executing.render(reply, { ...someReader, locale }).card))
    .filter(({ type }) => type === 'Image');

  expect(images.length).toBeGreaterThan(0);
  for (const image of images) {
    expect(image).toMatchObject({
      url: expect.stringMatching(/^data:image\/png;base64,/),
      altText: expect.stringMatching(/\w/),
    });
  }
});

test.each(languages)('every step that may have a picture has words for it, in %s', (locale) => {
  const known = loadStrings(new URL('../../cards/strings/', import.meta.url)).get(locale);
  const slots = new Set(stepIds.flatMap((step) => pictureOf(step) ?? []));

  expect([...slots].filter((slot) => !known?.has(`picture.${slot}`))).toEqual([]);
});

test('the card with all steps stays text', () => {
  for (const reply of everyReply.filter(({ kind }) => kind === 'steps')) {
    const { card } = executing.render(reply, someReader);

    expect(nodesOf(card).filter(({ type }) => type === 'Image')).toEqual([]);
  }
});
