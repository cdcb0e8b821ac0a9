import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import type { Diagnosis } from '../../src/commands/services.ts';
import { StoreError } from '../../src/core/ports/store.ts';
import { createFakeOwnerServices, createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { runCommandLine } from './run-command-line.ts';

describe('the command line', () => {
  it('answers as text, with exit code 0', async () => {
    const { code, stdout, stderr } = await runCommandLine(['latest', '1']);
    assert.equal(code, 0);
    assert.match(stdout, /^Latest\n\n1\. 志愿者走进老街社区\n/);
    assert.equal(stderr, '');
  });

  it('says what to type for what buttons do elsewhere', async () => {
    const { stdout } = await runCommandLine(['latest', '1']);
    assert.match(stdout, /Older {2}jianbao latest --count 1 --page 2\n/);
  });

  it('takes options by name as well as by place, before and after', async () => {
    const services = createFakeServices();
    await runCommandLine(['latest', '--topic', '工业', '--count', '2', '--zone', 'Europe/London'], {
      services,
    });
    await runCommandLine(['--zone', 'Europe/London', 'latest', '2', '#工业'], { services });
    const expected = { topic: '工业', offset: 0, limit: 2, language: 'en' };
    assert.deepEqual(
      services.calls.map(({ query }) => query),
      [expected, expected],
    );
  });

  it('takes the zone before or after the command', async () => {
    const services = createFakeServices();
    await runCommandLine(['digest', '--topic', '工业', '--period', 'all', '--zone', 'Europe/London'], {
      services,
    });
    await runCommandLine(['--zone', 'Europe/London', 'digest', 'all', '#工业'], { services });
    const expected = {
      ...{ topic: '工业', period: { kind: 'all' }, language: 'en', zone: 'Europe/London', muted: [] },
    };
    assert.deepEqual(
      services.calls.map(({ query }) => query),
      [expected, expected],
    );
  });

  it('joins the words of a question', async () => {
    const services = createFakeServices();
    await runCommandLine(['ask', 'how', 'many', 'came?'], { services });
    assert.deepEqual(services.calls[0], { name: 'ask', query: 'how many came?' });
  });

  it('speaks the language asked for, else that of the environment', async () => {
    assert.match(
      (await runCommandLine(['topics'], { environment: { LANG: 'zh_TW.UTF-8' } })).stdout,
      /^話題/,
    );
    assert.match((await runCommandLine(['topics', '--language', 'zh-Hans'])).stdout, /^话题/);
    assert.match(
      (await runCommandLine(['lates', '--language=zh-Hant'])).stderr,
      /沒有「lates」這個指令。是不是要找「latest」？/,
    );
  });

  it('exits with 0 where a question is not answered', async () => {
    const { code, stdout } = await runCommandLine(['ask', 'the price of tea', '--json']);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).answered, false);
  });

  it('closes what it opened', async () => {
    const { opened, closed } = await runCommandLine(['topics']);
    assert.deepEqual([opened, closed], [1, 1]);
  });

  it('shows its commands and its version without opening anything', async () => {
    const help = await runCommandLine(['--help']);
    assert.equal(help.code, 0);
    for (const name of [
      'latest',
      'digest',
      'ask',
      'search',
      'topics',
      'article',
      'ingest',
      'export',
      'import',
      'doctor',
      'start',
    ])
      assert.match(help.stdout, new RegExp(`^ {2}${name}\\b`, 'm'));
    const version = await runCommandLine(['--version']);
    assert.equal(version.stdout, '1.2.3\n');
    assert.equal(help.opened + version.opened, 0);
  });
});

describe('--json', () => {
  it('prints one JSON value on stdout and nothing else there', async () => {
    for (const argv of [
      ['latest'],
      ['digest', 'all'],
      ['ask', '周末共'],
      ['search', '面积'],
      ['topics'],
      ['article', 'bbb333'],
      ['ingest', 'a.txt'],
    ]) {
      const { code, stdout, stderr } = await runCommandLine([...argv, '--json']);
      assert.equal(code, 0, argv.join(' '));
      assert.equal(typeof JSON.parse(stdout), 'object');
      assert.equal(stdout.trimEnd().split('\n').length, 1);
      assert.equal(stderr, '');
    }
  });

  it('prints the code of a failure there, and says it on stderr', async () => {
    const { code, stdout, stderr } = await runCommandLine(['article', 'zzz', '--json']);
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(stdout), { error: { code: 'not-found' } });
    assert.match(stderr, /There is no article/);
  });

  it('escapes what could drive a terminal', async () => {
    const [first] = fakeArticles;
    assert.ok(first);
    const title = 'a\u001B[31m\u009B2J\u202Eb';
    const { stdout } = await runCommandLine(['latest', '--json'], {
      services: createFakeServices([{ ...first, title }]),
    });
    assert.doesNotMatch(stdout.trimEnd(), /[\p{Cc}\u202E]/u);
    assert.equal(JSON.parse(stdout).stories[0].headline, title);
  });
});

describe('bad usage', () => {
  const cases: [argv: string[], said: RegExp][] = [
    [['lates'], /no command “lates”.*“latest”/],
    [['latest', '--cuont', '3'], /no option “--cuont”.*“--count”/],
    [['latest', '99'], /from 1 to 50/],
    [['latest', '--count'], /“--count <count>” is empty|“--count/],
    [['latest', '--count', 'x'], /whole number/],
    [['topics', 'yesteday'], /“yesterday”/],
    [['digest', '2026-02-30'], /no such day/],
    [['ask'], /“question” is missing/],
    [['search'], /“query” is missing/],
    [['article'], /“id” is missing/],
    [['ingest'], /“paths” is missing/],
    [['doctor', 'now'], /too many arguments/],
    [['topics', '--zone', 'Mars/Base'], /“--zone” cannot be “Mars\/Base”/],
    [['topics', '--zone', 'CST'], /Asia\/Shanghai/],
    [['topics', '--language', 'french'], /zh-Hans, zh-Hant, en/],
    [[], /Usage:/],
  ];

  it('exits with 2 and says on stderr alone what would be right', async () => {
    for (const [argv, said] of cases) {
      const { code, stdout, stderr } = await runCommandLine(argv);
      assert.equal(code, 2, argv.join(' '));
      assert.match(stderr, said);
      assert.equal(stdout, '', argv.join(' '));
    }
  });

  it('does not let an argument drive the terminal', async () => {
    for (const argv of [
      ['\u001B[2Jx'],
      ['latest', '--\u001B]0;x\u0007'],
      ['latest', '9\u009B9', '--count', '\u001B[1m'],
    ]) {
      const { stderr } = await runCommandLine(argv);
      assert.doesNotMatch(stderr.replaceAll('\n', ''), /\p{Cc}/u);
    }
  });
});

describe('failures', () => {
  it('of the store exit with 1 and name the remedy', async () => {
    const ran = await runCommandLine(['latest', '--json'], {
      openServices: async () => {
        throw new StoreError('newer', 'newer-version');
      },
    });
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /upgrade the program/);
    assert.deepEqual(JSON.parse(ran.stdout), { error: { code: 'store' } });
  });

  it('that nobody expected exit with 1 and go to the log', async () => {
    const ran = await runCommandLine(['export'], {
      owner: createFakeOwnerServices([], {
        exportArticles: () => {
          throw new Error('secret detail');
        },
      }),
    });
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /Something went wrong/);
    assert.doesNotMatch(ran.stderr, /secret/);
    assert.equal(ran.errors.length, 1);
    assert.equal(ran.closed, 1);
  });

  it('are none where nobody reads stdout any more', async () => {
    const output = new PassThrough();
    output.destroy(Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
    const { code, errors } = await runCommandLine(['export'], { output });
    assert.equal(code, 0);
    assert.deepEqual(errors, []);
  });
});

describe('start and doctor', () => {
  it('start the platforms and pass on that they failed', async () => {
    assert.equal((await runCommandLine(['start'])).code, 0);
    assert.equal((await runCommandLine(['start'], { startPlatforms: async () => 1 })).code, 1);
  });

  it('say what was found and what to do, with exit code 1 where something failed', async () => {
    const good: Diagnosis = { check: 'node', state: 'good', found: '24.12', remedy: null };
    const bad: Diagnosis = {
      check: 'database',
      state: 'failed',
      found: 'damaged',
      remedy: 'Put a backup in its place.',
    };
    const well = await runCommandLine(['doctor'], { diagnose: async () => [good] });
    assert.equal(well.code, 0);
    assert.match(well.stdout, /✓ Node {2}24\.12/);
    const ill = await runCommandLine(['doctor'], { diagnose: async () => [good, bad] });
    assert.equal(ill.code, 1);
    assert.match(ill.stdout, /✗ Database {2}damaged.*Put a backup/s);
    const json = await runCommandLine(['doctor', '--json'], { diagnose: async () => [bad] });
    assert.deepEqual(JSON.parse(json.stdout), { checks: [bad] });
  });
});
