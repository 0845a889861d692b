import { type SealBinding, sealTap, unsealTap } from '../../src/helpdesk/seal-tap.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import { ines, omar } from '../fixtures/helpdesk-world.ts';

const binding: SealBinding = { id: 'seal-1', caseId: 'case-1', reader: ines };
const tap = '+drkzqAD';

test('whoever has the key opens it', () => {
  const { ciphertext, key } = sealTap(new Secret(tap), binding);

  expect(unsealTap(ciphertext, key, binding)?.reveal()).toBe(tap);
});

test('no two are sealed alike', () => {
  const [one, other] = [sealTap(new Secret(tap), binding), sealTap(new Secret(tap), binding)];

  expect(one.key).not.toBe(other.key);
  expect(one.ciphertext.slice(0, 16)).not.toBe(other.ciphertext.slice(0, 16));
});

test.each<readonly [string, Partial<SealBinding>]>([
  ['another id', { id: 'seal-2' }],
  ['another case', { caseId: 'case-2' }],
  ['another reader', { reader: omar }],
])('under %s it stays shut', (_what, changes) => {
  const { ciphertext, key } = sealTap(new Secret(tap), binding);

  expect(unsealTap(ciphertext, key, { ...binding, ...changes })).toBeUndefined();
});

test('ids that run together are not the same ids', () => {
  const { ciphertext, key } = sealTap(new Secret(tap), { ...binding, id: 'a', caseId: 'bc' });

  expect(unsealTap(ciphertext, key, { ...binding, id: 'ab', caseId: 'c' })).toBeUndefined();
});

test.each([
  ['empty', ''],
  ['short', 'AAAA'],
  ['another one', Buffer.alloc(32, 7).toString('base64url')],
  ['a long text', 'x'.repeat(10_000)],
])('a key that is %s does not open it', (_what, key) => {
  const { ciphertext } = sealTap(new Secret(tap), binding);

  expect(unsealTap(ciphertext, key, binding)).toBeUndefined();
});

test('one changed bit anywhere keeps it shut', () => {
  const { ciphertext, key } = sealTap(new Secret(tap), binding);
  const bytes = Buffer.from(ciphertext, 'base64');

  for (const index of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
    expect(unsealTap(changed.toString('base64'), key, binding)).toBeUndefined();
  }
  expect(unsealTap('', key, binding)).toBeUndefined();
});
