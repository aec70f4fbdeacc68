import { h } from './dom.js'

/** Those who came one after another, in one line, as Slack's own client says it. */
export function gatherJoins(items) {
  const gathered = []
  let run = []
  const flush = () => {
    if (run.length > 2) gathered.push(together(run))
    else gathered.push(...run)
    run = []
  }
  for (const item of items) {
    if (item.joins === undefined) flush()
    if (item.joins === undefined) gathered.push(item)
    else run.push(item)
  }
  flush()
  return gathered
}

function together(run) {
  const [first, second] = run
  const others = run.length - 2
  const words = ` and ${others} ${others === 1 ? 'other' : 'others'} have joined the channel`
  const names = `${first.joins}, ${second.joins}`
  return { ...first, sign: `${names}${words}`, body: () => [h('span', {}, `${names}${words}`)] }
}
