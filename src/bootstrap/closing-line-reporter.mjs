// What a test run ends with: each failure with its cause, each skipped test with its reason, then one line of counts.
import { inspect } from 'node:util';

export default async function* closingLine(source) {
  let passed = 0;
  const failures = [];
  const skips = [];
  for await (const { type, data } of source) {
    if (data?.details?.type === 'suite') continue;
    if (type === 'test:fail') failures.push(data);
    if (type === 'test:pass' && data.skip !== undefined) skips.push(data);
    else if (type === 'test:pass') passed += 1;
  }
  yield '\n';
  for (const { name, skip } of skips)
    yield `skipped: ${name}${typeof skip === 'string' ? ` (${skip})` : ''}\n`;
  for (const { name, file, line, details } of failures)
    yield `\nfailed: ${name}\n  ${file}:${line}\n${inspect(details.error?.cause ?? details.error)}\n`;
  yield `${passed} passed, ${failures.length} failed${skips.length > 0 ? `, ${skips.length} skipped` : ''}\n`;
}
