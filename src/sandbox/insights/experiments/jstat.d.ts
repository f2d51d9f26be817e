/** The parts of jstat that are used: it ships no types. https://jstat.github.io/distributions.html */
declare module 'jstat' {
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number
    inv(p: number, ...parameters: number[]): number
  }
  const jstat: {
    readonly jStat: {
      /** cdf(x, mean, deviation) */
      readonly normal: Distribution
      /** cdf(x, degrees of freedom) */
      readonly studentt: Distribution
      /** cdf(x, degrees of freedom) */
      readonly chisquare: Distribution
    }
  }
  // oxlint-disable-next-line import/no-default-export -- what the package has
  export default jstat
}
