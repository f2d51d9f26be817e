import { toCsv } from 'hogkit/components'
import { expect, test } from 'vitest'

test('writes a header and rows with CRLF between', () => {
  expect(
    toCsv(
      ['event', 'size'],
      [
        ['file uploaded', 12],
        [null, undefined],
      ],
    ),
  ).toBe('event,size\r\nfile uploaded,12\r\n,')
})

test('quotes commas, quotes and line breaks', () => {
  expect(toCsv(['a'], [['x,y'], ['say "hi"'], ['two\nlines']])).toBe('a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"')
})

test.each(['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\t=1', '\r=1', ' =1', '\n=1'])('disarms the formula %j', formula => {
  const cell = toCsv([], [[formula]])
    .split('\r\n')
    .slice(1)
    .join('\r\n')
  expect(cell.replace(/^"/, '').startsWith("'")).toBe(true)
})

test('disarms a column name as well', () => {
  expect(toCsv(['=1+1'], [])).toBe("'=1+1")
})

test('leaves negative numbers numbers, as values and as text', () => {
  expect(toCsv([], [[-5, '-5.25', '-1e9', '+3']])).toBe('\r\n-5,-5.25,-1e9,+3')
})

test('writes lists and objects as JSON', () => {
  expect(toCsv([], [[['a', 1], { b: true }]])).toBe('\r\n"[""a"", 1]","{""b"": true}"')
})
