import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { environmentSchema } from '../../src/config/environment-schema.ts';
import { describeProblems, readEnvironment } from '../../src/config/read-environment.ts';

const noFile = (): string => {
  throw new Error('no such file');
};
const read = (
  variables: Record<string, string>,
  envFile: string | null = null,
  readFile: (path: string) => string = noFile,
) => readEnvironment(variables, { envFile, readFile });

describe('readEnvironment', () => {
  it('starts with nothing set', () => {
    const reading = read({});
    assert.ok(reading.ok);
    assert.equal(reading.environment.DATA_DIR, 'data');
    assert.equal(reading.environment.DIGEST_CRON, '0 8 * * *');
    assert.equal(reading.environment.TELEGRAM_BOT_TOKEN, undefined);
  });

  it('reports every malformed value at once, by name and without the value', () => {
    const reading = read({
      TELEGRAM_BOT_TOKEN: 'my-secret',
      DIGEST_TIMEZONE: 'Mars/Olympus',
      HTTP_PORT: 'eighty',
      LOG_LEVEL: 'loud',
    });
    assert.ok(!reading.ok);
    assert.deepEqual(reading.problems.map(({ name }) => name).sort(), [
      'DIGEST_TIMEZONE',
      'HTTP_PORT',
      'LOG_LEVEL',
      'TELEGRAM_BOT_TOKEN',
    ]);
    assert.doesNotMatch(describeProblems(reading.problems), /my-secret/);
  });

  it('asks back for an abbreviation that names several zones', () => {
    for (const zone of ['CST', 'HST', 'EST5EDT']) assert.ok(!read({ DIGEST_TIMEZONE: zone }).ok, zone);
    assert.ok(read({ DIGEST_TIMEZONE: '+08:00' }).ok);
  });

  it('tells a schedule that never comes from one that is malformed', () => {
    const problem = (cron: string): string => {
      const reading = read({ DIGEST_CRON: cron });
      return reading.ok ? '' : describeProblems(reading.problems);
    };
    assert.match(problem('0 8 31 2 *'), /DIGEST_CRON.*a day that comes/);
    assert.match(problem('0 8 * *'), /DIGEST_CRON.*five fields/);
    assert.equal(problem('0 8 29 2 *'), '');
  });

  it('refuses more digests a day than a person may ask for', () => {
    assert.ok(read({ DIGEST_CRON: '0 * * * *' }).ok);
    const reading = read({ DIGEST_CRON: '*/30 * * * *' });
    assert.match(reading.ok ? '' : describeProblems(reading.problems), /DIGEST_CRON.*24 times a day/);
  });

  it('takes networks that may be fetched from, and nothing that is none', () => {
    const reading = read({
      FETCH_ALLOW: '10.0.0.0/8, 127.0.0.1,fd00::/8',
      FETCH_CONTACT: 'news@example.org',
    });
    assert.deepEqual(reading.ok && reading.environment.FETCH_ALLOW, ['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);
    for (const FETCH_ALLOW of ['localhost', '10.0.0.0/33', '10.0.0.0/8,', '127.1', '::1%eth0'])
      assert.ok(!read({ FETCH_ALLOW }).ok, FETCH_ALLOW);
    assert.ok(!read({ FETCH_CONTACT: 'two words' }).ok);
    assert.ok(!read({ FETCH_CONTACT: 'a\r\nb: c' }).ok);
  });

  it('takes an empty value for none', () => {
    assert.ok(read({ TELEGRAM_BOT_TOKEN: '', OPENAI_API: '' }).ok);
  });

  it('reads .env, behind the variables of the process', () => {
    const reading = read({ DATA_DIR: 'here' }, 'DATA_DIR=there\nLOG_LEVEL=warn\n');
    assert.ok(reading.ok);
    assert.equal(reading.environment.DATA_DIR, 'here');
    assert.equal(reading.environment.LOG_LEVEL, 'warn');
  });

  it('names a variable of .env that it does not know, and what was meant', () => {
    const reading = read({}, 'TELEGRAM_BOTTOKEN=x\n');
    assert.ok(!reading.ok);
    assert.match(reading.problems[0]?.remedy ?? '', /TELEGRAM_BOT_TOKEN/);
  });

  it('takes a secret from the file that NAME_FILE names', () => {
    const reading = read({ OPENAI_API_KEY_FILE: '/run/key' }, null, (path) => `${path}-content\n`);
    assert.ok(reading.ok);
    assert.equal(reading.environment.OPENAI_API_KEY, '/run/key-content');
  });

  it('says so when that file can not be read, or the value is given twice', () => {
    const missing = read({ OPENAI_API_KEY_FILE: '/nowhere' });
    assert.ok(!missing.ok && missing.problems[0]?.name === 'OPENAI_API_KEY_FILE');
    const twice = read({ OPENAI_API_KEY_FILE: '/run/key', OPENAI_API_KEY: 'k' }, null, () => 'k');
    assert.ok(!twice.ok && twice.problems[0]?.name === 'OPENAI_API_KEY');
  });

  it('has every variable in .env.example, and no other', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]);
    assert.deepEqual(named.sort(), Object.keys(environmentSchema.shape).sort());
  });
});

describe('the address that hubs reach', () => {
  it('needs a port to be listened for on, and is one that a path can be put behind', () => {
    const reading = read({ WEBSUB_URL: 'https://bot.example.org/news' });
    assert.match(reading.ok ? '' : describeProblems(reading.problems), /HTTP_PORT .*WEBSUB_URL/);
    const HTTP_PORT = '8080';
    assert.ok(read({ WEBSUB_URL: 'https://bot.example.org/news/', HTTP_PORT }).ok);
    for (const rest of [
      'bot.example.org',
      'ftp://bot.example.org',
      'https://b.example/?a',
      'https://b.example/#a',
      'https://u:p@b.example/',
    ])
      assert.ok(!read({ WEBSUB_URL: rest, HTTP_PORT }).ok, rest);
  });
});

describe('the webhook of Telegram', () => {
  it('needs a port to be listened for on', () => {
    const reading = read({ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org' });
    assert.match(reading.ok ? '' : describeProblems(reading.problems), /HTTP_PORT .*TELEGRAM_WEBHOOK_URL/);
    assert.ok(read({ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org', HTTP_PORT: '8080' }).ok);
  });
});

describe('the address of a model’s server', () => {
  it('needs the model’s name with it, but for OpenAI’s own', () => {
    const reading = read({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' });
    assert.ok(!reading.ok);
    assert.deepEqual(
      reading.problems.map(({ name }) => name),
      ['OPENAI_MODEL'],
    );
    assert.ok(read({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'qwen3:8b' }).ok);
    assert.ok(read({ OPENAI_BASE_URL: 'https://eu.api.openai.com/v1', OPENAI_API_KEY: 'sk-x' }).ok);
  });
});
