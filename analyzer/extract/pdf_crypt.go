package extract

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
)

// crypt is the decryption of a file that opens without a password (ISO 32000-2, 7.6).
type crypt struct {
	key              []byte
	streams, strings cryptMethod
	methods          map[string]cryptMethod // crypt filters by name
}

type cryptMethod uint8

const (
	plainMethod cryptMethod = iota
	rc4Method
	aes128Method
	aes256Method
)

var errPassword = errors.New("encrypted, needs a password; save a copy without one")

func unsupportedCrypt(what string) error {
	return fmt.Errorf("encrypted in a way that is not supported (%s); save a copy without encryption", what)
}

// passwordPad fills up passwords (7.6.4.3.2, algorithm 2).
var passwordPad = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// newCrypt derives the key from the encryption dictionary, the file's identifier and the empty password.
func (f *objects) newCrypt(dict operand, id []byte) (*crypt, error) {
	if name := f.find(dict, "Filter").name(); name != "Standard" {
		return nil, unsupportedCrypt("by " + fmt.Sprintf("%q", name))
	}
	c := &crypt{methods: map[string]cryptMethod{"Identity": plainMethod}}
	version, revision := f.find(dict, "V").int(), f.find(dict, "R").int()
	bits := f.find(dict, "Length").int()
	switch version {
	case 1:
		bits = 40
	case 2, 3:
	case 4, 5:
		bits = 128
	default:
		return nil, unsupportedCrypt(fmt.Sprintf("version %d", version))
	}
	if bits < 40 || bits > 128 {
		bits = 40
	}
	if version < 4 {
		c.streams, c.strings = rc4Method, rc4Method
	} else if err := c.readFilters(f, dict); err != nil {
		return nil, err
	}
	owner, user := f.find(dict, "O").text, f.find(dict, "U").text
	if version == 5 {
		key, err := keyAES256(user, f.find(dict, "UE").text, revision)
		c.key = key
		return c, err
	}
	plainMetadata := string(f.find(dict, "EncryptMetadata").text) == "false"
	c.key = keyMD5(owner, id, uint32(int64(f.find(dict, "P").num)), revision, bits/8, plainMetadata)
	if !bytes.HasPrefix(user, userCheck(c.key, id, revision)) {
		return nil, errPassword
	}
	return c, nil
}

// readFilters reads the crypt filters (7.6.6).
func (c *crypt) readFilters(f *objects, dict operand) error {
	filters := f.find(dict, "CF")
	for i := 0; i+1 < len(filters.list); i += 2 {
		name := string(filters.list[i].text)
		switch method := f.find(f.resolve(filters.list[i+1]), "CFM").name(); method {
		case "V2":
			c.methods[name] = rc4Method
		case "AESV2":
			c.methods[name] = aes128Method
		case "AESV3":
			c.methods[name] = aes256Method
		case "None", "":
			c.methods[name] = plainMethod
		default:
			return unsupportedCrypt(fmt.Sprintf("method %q", method))
		}
	}
	c.streams, c.strings = c.named(f.find(dict, "StmF").name()), c.named(f.find(dict, "StrF").name())
	return nil
}

// named is the method of a crypt filter; the default is Identity.
func (c *crypt) named(name string) cryptMethod { return c.methods[name] }

// keyMD5 is the file's key up to revision 4 (algorithm 2).
func keyMD5(owner, id []byte, permissions uint32, revision, size int, plainMetadata bool) []byte {
	h := md5.New()
	h.Write(passwordPad)
	h.Write(owner[:min(len(owner), 32)])
	h.Write([]byte{byte(permissions), byte(permissions >> 8), byte(permissions >> 16), byte(permissions >> 24)})
	h.Write(id)
	if revision >= 4 && plainMetadata {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)[:size]
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key)
			key = sum[:size]
		}
	}
	return key
}

// userCheck is what the entry U starts with where the key is right (algorithms 4 and 5).
func userCheck(key, id []byte, revision int) []byte {
	if revision < 3 {
		return unRC4(key, passwordPad)
	}
	sum := md5.Sum(append(bytes.Clone(passwordPad), id...))
	check := sum[:]
	for i := range byte(20) {
		k := bytes.Clone(key)
		for j := range k {
			k[j] ^= i
		}
		check = unRC4(k, check)
	}
	return check
}

// keyAES256 takes the file's key out of the entry UE (algorithm 2.A): U is a hash, a salt for the check and one for the key.
func keyAES256(user, wrapped []byte, revision int) ([]byte, error) {
	if len(user) < 48 || len(wrapped) < 32 {
		return nil, unsupportedCrypt("its keys are cut short")
	}
	if !bytes.Equal(hashAES256(user[32:40], revision), user[:32]) {
		return nil, errPassword
	}
	block, err := aes.NewCipher(hashAES256(user[40:48], revision))
	if err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, wrapped[:32])
	return key, nil
}

// hashAES256 is the hash of the empty password and a salt (algorithm 2.B; revision 5 takes the first step only).
func hashAES256(salt []byte, revision int) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	if revision < 6 {
		return k
	}
	for round := 0; ; round++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		mod := 0
		for _, b := range e[:16] {
			mod += int(b)
		}
		switch mod % 3 {
		case 0:
			sum := sha256.Sum256(e)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(e)
			k = sum[:]
		case 2:
			sum := sha512.Sum512(e)
			k = sum[:]
		}
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:32]
		}
	}
}

// decrypt undoes the encryption of a string or stream of an object (algorithms 1 and 1.A). What is cut short is read as
// far as it goes.
func (c *crypt) decrypt(method cryptMethod, id, gen int, data []byte) []byte {
	key := c.key
	if method != aes256Method {
		k := append(bytes.Clone(key), byte(id), byte(id>>8), byte(id>>16), byte(gen), byte(gen>>8))
		if method == aes128Method {
			k = append(k, "sAlT"...)
		}
		sum := md5.Sum(k)
		key = sum[:min(len(key)+5, 16)]
	}
	if method == rc4Method {
		return unRC4(key, data)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	out := bytes.Clone(data[aes.BlockSize : len(data)/aes.BlockSize*aes.BlockSize])
	cipher.NewCBCDecrypter(block, data[:aes.BlockSize]).CryptBlocks(out, out)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= aes.BlockSize {
		out = out[:len(out)-pad]
	}
	return out
}

func unRC4(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}
