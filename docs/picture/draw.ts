// Draws docs/terminal.svg from a real run: `node docs/picture/draw.ts`. The chat is started on an empty data folder,
// asked as a newcomer would, and what it prints is the picture.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { renderTerminalSvg } from './render-terminal-svg.ts';

const COLUMNS = 92;
const LINES = ['/digest #科技', '唐山有多少名党员干部下沉到社区?'];
const root = fileURLToPath(new URL('../..', import.meta.url));

const data = mkdtempSync(join(tmpdir(), 'jianbao-picture-'));
try {
  cpSync(join(root, 'data/samples'), join(data, 'samples'), { recursive: true });
  const answers: string[] = [];
  // The first run also takes in the samples; each question is asked in a run of its own, to know which answer is whose.
  for (const line of ['', ...LINES]) answers.push(await run(line));
  const [greeting = '', ...rest] = answers.map((answer) => answer.trimEnd());
  const prompt = (line: string) => `\u001b[36m›\u001b[39m \u001b[1m${line}\u001b[22m`;
  const shown = [
    `\u001b[32m$\u001b[39m npm start`,
    '',
    greeting,
    ...rest.flatMap((answer, index) => ['', prompt(LINES[index] ?? ''), '', answer]),
  ];
  writeFileSync(
    join(root, 'docs/terminal.svg'),
    renderTerminalSvg(shown.join('\n'), {
      columns: COLUMNS,
      title: 'jianbao in a terminal: a digest, and a question with its cited answer',
    }),
  );
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function run(line: string): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'src/main.ts')], {
    cwd: data,
    env: {
      ...process.env,
      DATA_DIR: data,
      FORCE_COLOR: '1',
      COLUMNS: String(COLUMNS),
      LANG: 'zh_CN.UTF-8',
      LOG_LEVEL: 'warn',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(line === '' ? '' : `${line}\n`);
  return text(child.stdout);
}
