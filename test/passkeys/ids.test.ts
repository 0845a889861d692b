import { aaguid, groupId, userId } from '../../src/passkeys/ids.ts';

const makers = [
  ['user', userId],
  ['group', groupId],
  ['AAGUID', aaguid],
] as const;

test.each(makers)('a %s id is compared in lower case', (_what, make) => {
  expect(make('90A3CCDF-635C-4729-A248-9B709135078F')).toBe('90a3ccdf-635c-4729-a248-9b709135078f');
});

test.each(
  makers.flatMap(([what, make]) =>
    [
      '',
      ' ',
      'ada@contoso.example',
      '90a3ccdf635c4729a2489b709135078f',
      '{90a3ccdf-635c-4729-a248-9b709135078f}',
      " 90a3ccdf-635c-4729-a248-9b709135078f' or userId ne '",
      '90a3ccdf-635c-4729-a248-9b709135078f\n',
      'g0a3ccdf-635c-4729-a248-9b709135078f',
    ].map((raw) => [what, raw, make] as const),
  ),
)('no %s id is made of "%s", so none of it reaches a filter', (_what, raw, make) => {
  expect(() => make(raw)).toThrow(TypeError);
});
