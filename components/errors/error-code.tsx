import { ExplainCode } from './explain-code.tsx'

/** A code of the cloud as it wrote it, with what it means one press away. */
export function ErrorCode({ code }: { code: string }) {
  return (
    <>
      <span className="font-mono text-s break-all">{code}</span>
      <ExplainCode code={code} />
    </>
  )
}
