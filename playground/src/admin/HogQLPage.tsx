import { keepPreviousData } from '@tanstack/react-query'
import { useHogQL } from 'hogkit'
import { isQueryError } from 'hogkit/api'
import { QueryTableView } from 'hogkit/components'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Icon } from '../Icon.js'
import { examples } from './examples.js'

/** Any HogQL, run as it stands. The proxy decides what it may read. */
export function HogQLPage() {
  const editor = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState<string>(examples[0].query)
  const [query, setQuery] = useState<string>(examples[0].query)
  const { data, status, error, isFetching, refetch } = useHogQL(query, { placeholderData: keepPreviousData })

  const run = (next = text) => {
    if (next === query) void refetch()
    else setQuery(next)
  }
  const runOnKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    run()
  }
  const position = isQueryError(error) && text === query ? error.position : undefined
  const goTo = () => {
    editor.current?.focus()
    editor.current?.setSelectionRange(position?.start ?? 0, position?.end ?? position?.start ?? 0)
  }

  return (
    <div className="page">
      <h1>HogQL</h1>
      <div className="editor">
        <label htmlFor="hogql">Query</label>
        <textarea
          id="hogql"
          ref={editor}
          className="code"
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          maxLength={20_000}
          aria-invalid={position !== undefined}
          aria-describedby="hogql-help"
          onChange={event => setText(event.target.value)}
          onKeyDown={runOnKey}
        />
        <div className="editor-tools">
          <label className="examples">
            <span className="sr-only">Example queries</span>
            <select
              value=""
              onChange={event => {
                const example = examples.find(({ name }) => name === event.target.value)
                if (!example) return
                setText(example.query)
                run(example.query)
              }}
            >
              <option value="">Examples…</option>
              {examples.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <span className="note" id="hogql-help">
            Ctrl or ⌘ with Enter
          </span>
          {position?.start !== undefined && (
            <button type="button" className="button" onClick={goTo}>
              Show the mistake
            </button>
          )}
          <button type="button" className="button primary" onClick={() => run()}>
            <Icon name="play" /> Run
          </button>
        </div>
      </div>
      <QueryTableView
        columns={data?.types.map(([name, type]) => ({ name, type }))}
        rows={error ? undefined : data?.results}
        status={status}
        error={error}
        isFetching={isFetching}
        hasMore={data?.hasMore}
        onRetry={() => void refetch()}
      />
    </div>
  )
}
