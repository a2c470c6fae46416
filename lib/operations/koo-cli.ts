type Call = {
  region: string
  service: string
  action: string
  file: string
  path: Record<string, string>
  body: unknown
}

/** A call as a command of the vendor's KooCLI, which reads its input from a file. */
export const kooCli = ({ region, service, action, file, path, body }: Call) => ({
  id: 'koocli',
  label: 'KooCLI',
  caption: `hcloud ${service} ${action}`,
  code: `# ${file}\n${JSON.stringify({ path, body }, null, 2)}\n\nhcloud ${service} ${action} --cli-region="${region}" --cli-jsonInput=${file}`,
})
