// Whether the part in this container lives: a worker at the port of its numbers, a web process at its own.
const { COUNTERSIGN_METRICS_PORT: worker, PORT: web = '3000' } = process.env
const url = worker ? `http://127.0.0.1:${worker}/health/live` : `http://127.0.0.1:${web}/api/health/live`
const answer = await fetch(url).catch(() => undefined)
process.exit(answer?.ok ? 0 : 1)
