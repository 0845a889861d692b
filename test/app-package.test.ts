import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Env } from '../src/config/env.ts';
import { understand } from '../src/teams/understand.ts';
import { readPng } from './fixtures/read-png.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const filled: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: '22222222-2222-2222-2222-222222222222',
  BOT_ID: '33333333-3333-3333-3333-333333333333',
  BOT_DOMAIN: 'passkey-guide.contoso.example',
  APP_NAME_SUFFIX: ' dev',
};
const placeholder = /\$\{\{(\w+)\}\}/g;
const template = read('appPackage/manifest.json');
const manifest = JSON.parse(template.replaceAll(placeholder, (_hole, name) => filled[name] ?? `no ${name}`));
const [bot] = manifest.bots;

describe('the manifest', () => {
  test("is valid against Microsoft's schema for its version", () => {
    // In a process of its own: the validator requires an ES module, which Jest cannot.
    const schema = `@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`;
    const program = `
      const { AppManifestUtils } = require('@microsoft/app-manifest');
      const [manifest, schema] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
      AppManifestUtils.validateAgainstSchema(manifest, schema).then((problems) => console.log(JSON.stringify(problems)));`;
    const validate = (candidate: object) =>
      JSON.parse(
        execFileSync(process.execPath, ['-e', program], {
          cwd: fileURLToPath(root),
          input: JSON.stringify([candidate, createRequire(import.meta.url)(schema)]),
          encoding: 'utf8',
        }),
      );

    expect(validate(manifest)).toEqual([]);
    expect(validate({ ...manifest, bots: [{ ...bot, botId: 'nobody' }] })).not.toEqual([]);
  }, 20_000);

  test('has no placeholder that the environments do not fill', () => {
    const names = [...new Set([...template.matchAll(placeholder)].map(([, name]) => name))];

    expect(names.sort()).toEqual(Object.keys(filled).sort());
    for (const file of ['env/.env.dev', 'env/.env.local']) {
      expect(Object.keys(variablesIn(file))).toEqual(expect.arrayContaining(names));
    }
  });

  test('knows one registration: of the bot and of single sign-on', () => {
    expect(bot.botId).toBe(filled.BOT_ID);
    expect(manifest.webApplicationInfo).toEqual({ id: bot.botId, resource: `api://botid-${bot.botId}` });
  });

  test('can be talked to anywhere, and by default alone', () => {
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(manifest.defaultInstallScope).toBe('personal');
  });

  test('keeps the name short enough with the suffix of either environment', () => {
    for (const file of ['env/.env.dev', 'env/.env.local']) {
      expect(`Passkey Guide${variablesIn(file).APP_NAME_SUFFIX}`.length).toBeLessThanOrEqual(30);
    }
  });
});

type CommandList = { readonly scopes: readonly string[]; readonly commands: readonly { readonly title: string }[] };
const titles = (bot.commandLists as readonly CommandList[]).flatMap(({ commands }) =>
  commands.map(({ title }) => title),
);

/** Letters alone, as typed. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}' ]/gu, '')
    .trim();
}

describe('a command that Teams offers', () => {
  const typed = Object.values(JSON.parse(read('cards/strings/en.json')).typed as Record<string, string[]>).flat();

  test.each([...new Set(titles)])('%s: the bot understands it', (title) => {
    const isTyped = typed.some((words) => plain(words) === plain(title));

    expect(isTyped || understand(title).intent !== 'unknown').toBe(true);
  });

  test('leads where it says', () => {
    expect(understand('Set up my passkey').intent).toBe('set-up-passkey');
    expect(understand('I lost my phone').intent).toBe('lost-phone');
    expect(understand("I can't sign in").intent).toBe('sign-in-help');
    expect(understand('What is a passkey?').intent).toBe('about-passkeys');
    expect(understand('Ask for a pass').intent).toBe('request-tap');
    expect(understand('Talk to a person').intent).toBe('talk-to-human');
  });
});

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons */
describe('the icons', () => {
  test('color: 192 by 192 pixels, opaque', () => {
    const { width, height, pixels, channels } = readPng(new URL(`appPackage/${manifest.icons.color}`, root));
    const isOpaque = channels === 3 || pixels.every((value, at) => at % 4 !== 3 || value === 255);

    expect([width, height, isOpaque]).toEqual([192, 192, true]);
  });

  test('outline: 32 by 32 pixels, white on nothing', () => {
    const { width, height, pixels, channels } = readPng(new URL(`appPackage/${manifest.icons.outline}`, root));
    const visible = Array.from({ length: width * height }, (_, at) => [...pixels.subarray(at * 4, at * 4 + 4)]).filter(
      ([, , , alpha]) => alpha !== 0,
    );

    expect([width, height, channels]).toEqual([32, 32, 4]);
    expect(visible.length).toBeGreaterThan(100);
    expect(visible.length).toBeLessThan(32 * 32 - 400);
    expect(visible.filter(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255)).toEqual([]);
  });
});

function variablesIn(path: string): Readonly<Record<string, string>> {
  const lines = read(path)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = line, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return [name, value.replaceAll('"', '')];
    }),
  );
}

describe('the environments', () => {
  const ofToolkit = ['TEAMSFX_ENV', 'APP_NAME_SUFFIX', 'TEAMS_APP_ID', 'BOT_OBJECT_ID', 'TEAMS_APP_PUBLISHED_APP_ID'];

  test.each(['env/.env.dev', 'env/.env.local'])('%s holds names that somebody reads, and no secret', (file) => {
    const variables = variablesIn(file);
    const known = [...ofToolkit, 'BOT_DOMAIN', ...Object.keys(Env.shape)];

    expect(Object.keys(variables).filter((name) => !known.includes(name))).toEqual([]);
    expect(Object.keys(variables).filter((name) => /SECRET|PASSWORD|TOKEN|DATABASE_URL/.test(name))).toEqual([]);
    const values = Object.values(variables).filter((value) => value !== '');
    expect(values.filter((value) => value.length > 20)).toEqual([]);
  });

  test('what may hold secrets is ignored by git', () => {
    const ignored = (path: string) => {
      try {
        execFileSync('git', ['check-ignore', '-q', path], { cwd: fileURLToPath(root) });
        return true;
      } catch {
        return false;
      }
    };

    expect(['env/.env.dev.user', 'env/.env.local.user', '.env.local.user'].filter((path) => !ignored(path))).toEqual(
      [],
    );
    expect(ignored('env/.env.dev')).toBe(false);
    expect(
      readdirSync(new URL('env/', root))
        .filter((name) => !name.endsWith('.user'))
        .sort(),
    ).toEqual(['.env.dev', '.env.local']);
  });
});

describe.each(['m365agents.yml', 'm365agents.local.yml'])('%s', (file) => {
  const lifecycle = read(file);

  test('names files that exist, and variables that are written or known', () => {
    const paths = [...lifecycle.matchAll(/manifestPath: (\S+)/g)].map(([, path = '']) => path);
    const written = [...lifecycle.matchAll(/^ {6}\w+: ([A-Z][A-Z0-9_]+)$/gm)].map(([, name = '']) => name);
    const used = [...lifecycle.matchAll(placeholder)].map(([, name = '']) => name);
    const environment = Object.keys(variablesIn(file.includes('local') ? 'env/.env.local' : 'env/.env.dev'));

    expect(paths.length).toBeGreaterThan(1);
    expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    expect(used.filter((name) => ![...written, ...environment].includes(name))).toEqual([]);
    expect(written.filter((name) => !name.startsWith('SECRET_') && !environment.includes(name))).toEqual([]);
  });
});
