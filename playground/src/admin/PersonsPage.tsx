import { keepPreviousData } from '@tanstack/react-query'
import { usePersons } from 'hogkit'
import { useState } from 'react'
import { Icon } from '../Icon.js'
import { PersonList } from './PersonList.js'
import { Trouble } from './Trouble.js'
import { useSettled } from './useSettled.js'

const pageSize = 20

export function PersonsPage() {
  const [typed, setTyped] = useState('')
  const [page, setPage] = useState(0)
  const search = useSettled(typed.trim(), 250)
  const { data, error, isPlaceholderData, refetch } = usePersons(
    { ...(search === '' ? {} : { search }), limit: pageSize, offset: page * pageSize },
    { placeholderData: keepPreviousData },
  )
  return (
    <div className="page">
      <div className="page-head">
        <h1>Persons</h1>
        <label className="search">
          <Icon name="search" />
          <span className="sr-only">Search by email or distinct id</span>
          <input
            type="search"
            value={typed}
            placeholder="Email or distinct id"
            maxLength={200}
            onChange={event => {
              setTyped(event.target.value)
              setPage(0)
            }}
          />
        </label>
      </div>
      {error && (
        <Trouble what="The persons could not be read." error={error}>
          <button type="button" className="button" onClick={() => void refetch()}>
            Try again
          </button>
        </Trouble>
      )}
      {data === undefined && !error && <p className="note">Loading persons…</p>}
      {data?.results.length === 0 && (
        <p className="empty">
          {page > 0 ? 'That was the last page.' : search === '' ? 'No persons yet.' : `Nobody matches “${search}”.`}
        </p>
      )}
      <PersonList persons={data?.results ?? []} busy={isPlaceholderData} />
      {data !== undefined && (page > 0 || data.next !== null) && (
        <nav className="pager" aria-label="Pages of persons">
          <button type="button" className="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            <Icon name="back" size={16} /> Newer
          </button>
          <span>Page {page + 1}</span>
          <button type="button" className="button" disabled={data.next === null} onClick={() => setPage(page + 1)}>
            Older <Icon name="next" size={16} />
          </button>
        </nav>
      )}
    </div>
  )
}
