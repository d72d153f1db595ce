// Runs in the page before its scripts. React tells its developer tools of every commit; what is drawn again carries the flag
// `PerformedWork`. Counts it by the id of the field that a component is given as its property.
;(() => {
  const performedWork = 1
  const counts = {}
  const visit = (next, prev) => {
    if (next === prev) return
    const field = next.memoizedProps?.field
    if (
      typeof next.type === 'function' &&
      typeof field?.id === 'string' &&
      'onChange' in next.memoizedProps
    ) {
      if (prev === null || (next.flags & performedWork) !== 0) {
        const name = next.memoizedProps.id.endsWith(`-${field.id}`)
          ? `section ${field.id}`
          : field.id
        counts[name] = (counts[name] ?? 0) + 1
      }
    }
    if (prev !== null && next.child === prev.child) return
    for (let child = next.child; child !== null; child = child.sibling)
      visit(child, child.alternate)
  }
  const hook = '__REACT_DEVTOOLS_GLOBAL_HOOK__'
  globalThis[hook] = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_id, root) => visit(root.current, root.current.alternate),
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
  }
  globalThis.takeRenders = () => {
    const taken = { ...counts }
    for (const key of Object.keys(counts)) delete counts[key]
    return taken
  }
})()
