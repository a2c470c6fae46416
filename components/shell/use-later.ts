import { useEffect, useState, type ComponentType } from 'react'

/** A component that no first view needs: loaded once the page is alive, undefined until then. `load` never changes. */
export function useLater<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> | undefined {
  const [Loaded, setLoaded] = useState<ComponentType<Props>>()
  useEffect(() => void load().then((component) => setLoaded(() => component)), [load])
  return Loaded
}
