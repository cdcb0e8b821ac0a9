// Draws docs/terminal.svg: `node docs/picture/draw.ts`. The chat runs on an empty data folder as at a first start, is asked
// what stands in QUESTIONS, and the picture is what it prints.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/app.ts';
import { OUTSIDE_CHATS } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/command-list.ts';
import { createTranslator } from '../../src/commands/create-translator.ts';
import { environmentSchema } from '../../src/config/environment-schema.ts';
import { createTerminalPlatform } from '../../src/platforms/terminal/create-terminal-platform.ts';
import { renderTerminalSvg } from './render-terminal-svg.ts';

const COLUMNS = 96;
const QUESTIONS = ['/digest 科技', '唐山有多少名党员干部下沉到社区?'];

const folder = mkdtempSync(join(tmpdir(), 'jianbao-picture-'));
const environment = environmentSchema.parse({ DATA_DIR: folder, DIGEST_TIMEZONE: 'Asia/Shanghai' });
const app = await createApp({ environment, clock: { now: Date.now }, log: console });
try {
  const taken = await app.takeInSamples();
  const translate = createTranslator('zh-Hans');
  const { articles = [], skipped = [] } = taken?.output ?? {};
  const first = translate('start.samples', { count: articles.length, skipped: skipped.length });
  const screen = ['\u001b[32m$\u001b[39m npm start', '', first];
  for (const question of QUESTIONS)
    screen.push(
      '',
      `\u001b[36m${translate('terminal.prompt').trim()}\u001b[39m \u001b[1m${question}\u001b[22m`,
      '',
      await ask(question),
    );
  const title = 'jianbao in a terminal: a digest, and a question with its cited answer';
  writeFileSync(
    fileURLToPath(new URL('../terminal.svg', import.meta.url)),
    renderTerminalSvg(screen.join('\n'), { columns: COLUMNS, title }),
  );

  async function ask(question: string): Promise<string> {
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: COLUMNS });
    const shown = text(output);
    await createTerminalPlatform({
      commands,
      context: {
        translate,
        language: 'zh-Hans',
        services: app.services,
        ...OUTSIDE_CHATS,
        zone: environment.DIGEST_TIMEZONE,
        now: Date.now,
      },
      input: Readable.from([`${question}\n`]),
      output,
      environment: { FORCE_COLOR: '1' },
      greeting: null,
      historyFile: null,
      onError(error) {
        throw error;
      },
    }).run();
    output.end();
    return (await shown).trimEnd();
  }
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}
