/** Shows a step and its elapsed time: one rewritten line on a terminal, a line now and then elsewhere. */
export function startProgress(title) {
  const { stderr } = process;
  const start = Date.now();
  const line = () => `${title} (${Math.round((Date.now() - start) / 1000)} s)`;
  if (!stderr.isTTY) {
    stderr.write(`${title}…\n`);
  }
  const show = stderr.isTTY ? () => stderr.write(`\r\x1b[K${line()}`) : () => stderr.write(`${line()}\n`);
  const timer = setInterval(show, stderr.isTTY ? 500 : 15_000);
  return () => {
    clearInterval(timer);
    stderr.write(stderr.isTTY ? `\r\x1b[K${line()}\n` : `${line()}\n`);
  };
}
