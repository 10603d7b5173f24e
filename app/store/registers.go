package store

import (
	"database/sql"
	"encoding/json"

	"clausedesk/app/policy"
)

// registers reads the registers of a "client" or "policy"; nil when there are
// none.
func (tx *Tx) registers(of string, id policy.ID) (policy.Registers, error) {
	var registers policy.Registers
	err := tx.scan(func(rows *sql.Rows) error {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return err
		}
		var records []policy.Record
		if err := json.Unmarshal([]byte(text), &records); err != nil {
			return err
		}
		if registers == nil {
			registers = policy.Registers{}
		}
		registers[name] = records
		return nil
	}, `SELECT register, records FROM `+of+`_register WHERE `+of+`_id = ?`, id)
	return registers, err
}

// setRegisters replaces the registers of a "client" or "policy".
func (tx *Tx) setRegisters(of string, id policy.ID, registers policy.Registers) error {
	if _, err := tx.exec(`DELETE FROM `+of+`_register WHERE `+of+`_id = ?`, id); err != nil {
		return err
	}
	for name, records := range registers {
		if records == nil {
			records = []policy.Record{}
		}
		text, err := json.Marshal(records)
		if err != nil {
			return err
		}
		_, err = tx.exec(`INSERT INTO `+of+`_register (`+of+`_id, register, records) VALUES (?, ?, ?)`, id, name, string(text))
		if err != nil {
			return err
		}
	}
	return nil
}
