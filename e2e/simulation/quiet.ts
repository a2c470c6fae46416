// What faults provoke is told by the judge. Imported before everything that logs.
process.env['LOG_LEVEL'] ??= 'silent'
