/** 200 while the process can answer at all: who restarts it for less makes things worse. Needs no session. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}
