/** This package's version, sent as `$lib_version`. A test holds it equal to package.json. */
export const LIB_VERSION = '0.1.0'
