"""The encrypted database: engine, key slots, models, migrations, ledger and queries."""
